import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { fieldChoices } from '../shared/ui/editorLists';
import { moduleIn } from './readParameters';

/** The fields of the module in the same entry of 'Modules'. */
export async function getWatchableFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const module = moduleIn(this.getCurrentNodeParameter('&module'));
	return await fieldChoices(this, module, ({ visible }) => visible);
}
