import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';

import type { FieldMeta } from '../core/fieldMeta';
import { modulesInstead, systemDuplicateField } from '../core/modules';
import { fieldsOf, modulesOf } from '../zoho/metadata';
import type { Session } from '../zoho/session';
import { openSession } from '../zoho/session';
import { mapperField } from './mapperField';
import { moduleChosen } from './moduleName';
import { nodeErrorFor } from './nodeError';

/** Runs a read for the editor; what it costs is counted in the ledger under `ui`. */
async function forEditor<T>(
	ctx: ILoadOptionsFunctions,
	read: (session: Session) => Promise<T>,
): Promise<T> {
	const session = await openSession(ctx);
	session.label = { node: 'ui', workflow: session.label.workflow };
	try {
		return await read(session);
	} catch (error) {
		throw nodeErrorFor(ctx.getNode(), error);
	}
}

/** Modules whose records the API handles, by label. */
export async function searchModules(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const modules = await forEditor(this, modulesOf);
	const wanted = filter.toLowerCase();
	const results = modules
		.filter((module) => module.apiSupported && module.visible && !modulesInstead(module.apiName))
		// Rows of a subform are written with the record that holds them.
		.filter(({ generatedType }) => generatedType !== 'subform')
		.filter(({ label, apiName }) => `${label} ${apiName}`.toLowerCase().includes(wanted))
		.map(({ label, apiName }) => ({ name: label, value: apiName }))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}

/** The fields by which an upsert may match: the module's own duplicate field, then the unique ones. */
export async function getMatchingFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const module = moduleChosen(this);
	const system = systemDuplicateField(module);
	return await fieldChoices(this, module, (field) => field.apiName === system || field.unique);
}

export async function getMultiSelectFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await fieldChoices(
		this,
		moduleChosen(this),
		({ dataType }) => dataType === 'multiselectpicklist',
	);
}

export async function fieldChoices(
	ctx: ILoadOptionsFunctions,
	module: string,
	fits: (field: FieldMeta) => boolean,
): Promise<INodePropertyOptions[]> {
	if (module === '') return [];
	const fields = await forEditor(ctx, async (session) => await fieldsOf(session, module, true));
	return fields
		.filter(fits)
		.map(({ label, apiName }) => ({ name: label, value: apiName, description: apiName }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** The fields that can be written, for the column mapper; `Record ID` first, for updates by id. */
export async function getColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const module = moduleChosen(this);
	if (module === '') return { fields: [] };
	const operation = String(this.getNodeParameter('operation', 'upsert'));
	const fields = await forEditor(this, async (session) => await fieldsOf(session, module, true));
	const writable = fields.filter(
		(field) => field.visible && !field.readOnly && field.apiName !== 'id',
	);
	const splits = this.getNodeParameter('options.splitText', false) === true;
	const mapped = writable.map((field) => mapperField(field, operation === 'create', splits));
	if (operation === 'create' || operation === 'massUpdate') return { fields: mapped };
	const recordId = {
		id: 'id',
		displayName: 'Record ID',
		required: operation === 'update',
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: 'string' as const,
	};
	return { fields: [recordId, ...mapped] };
}
