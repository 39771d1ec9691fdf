import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { isObject } from '../shared/core/isObject';
import { fieldChoices } from '../shared/ui/editorLists';
import { moduleInForm } from '../shared/ui/moduleName';

/** The fields of the module in the same entry of 'Modules'. */
export async function getWatchableFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const chosen: unknown = this.getCurrentNodeParameter('&module');
	const module = moduleInForm(this.getNode(), isObject(chosen) ? chosen.value : chosen);
	return await fieldChoices(this, module, ({ visible }) => visible);
}
