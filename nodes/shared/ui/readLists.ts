import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { canBeLookedUp } from '../core/lookupValue';
import { systemDuplicateField } from '../core/modules';
import { listableFields } from '../core/readFields';
import { fieldChoices } from './editorLists';
import { moduleChosen } from './moduleName';

/** The fields that a list of records can give. */
export async function getReadableFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await fieldChoices(
		this,
		moduleChosen(this),
		(field) => listableFields([field]).length > 0,
	);
}

/** The fields by which a bulk import may find records: the ID, the module's own duplicate field, the unique ones. */
export async function getFindByFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const module = moduleChosen(this);
	const system = systemDuplicateField(module);
	const fields = await fieldChoices(
		this,
		module,
		(field) => field.apiName === system || (field.unique && !field.readOnly),
	);
	return [{ name: 'Record ID', value: 'id' }, ...fields];
}

/** The fields by whose values records can be looked up. */
export async function getLookupFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await fieldChoices(this, moduleChosen(this), canBeLookedUp);
}
