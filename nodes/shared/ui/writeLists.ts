import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { fieldChoices } from './editorLists';
import { moduleChosen } from './moduleName';

/** The fields that may stand for the record ID. */
export async function getExternalIdFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await fieldChoices(this, moduleChosen(this), ({ external }) => external);
}

/** The fields that point at records of another module. */
export async function getReferenceFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await fieldChoices(
		this,
		moduleChosen(this),
		({ dataType, readOnly }) => dataType === 'lookup' && !readOnly,
	);
}
