import type { Org } from './org';
import type { StoredRecord } from './recordStore';
import {
	fieldOf,
	moduleHolding,
	moduleNamed,
	SE_MODULE,
	type FieldSchema,
	type ModuleData,
} from './schema';

type Values = Record<string, unknown>;

function userView(org: Org, id: unknown): unknown {
	const user = org.users.find((candidate) => candidate.id === id);
	return user ? { name: user.fullName, id: user.id, email: user.email } : null;
}

/** `{ name, id }` of a record; null once it is gone. */
export function recordRef(
	org: Org,
	apiName: string | null,
	id: unknown,
): { name: unknown; id: string } | null {
	const named = apiName === null ? undefined : moduleNamed(org.modules, apiName);
	const module = apiName === SE_MODULE ? moduleHolding(org.modules, id) : named;
	const record = typeof id === 'string' ? module?.store.records.get(id) : undefined;
	if (!module || !record) return null;
	return { name: record.values[module.schema.nameField] ?? null, id: record.id };
}

function subformView(org: Org, field: FieldSchema, rows: unknown, parent: StoredRecord): unknown {
	const module = moduleNamed(org.modules, field.linkedModule ?? '');
	if (!module || !Array.isArray(rows)) return [];
	return rows.map((row: Values) => {
		const cells = module.schema.fields
			.filter(({ apiName }) => apiName !== 'Parent_Id')
			.map((cell) => [cell.apiName, valueView(org, cell, row[cell.apiName], parent)]);
		return {
			...Object.fromEntries(cells),
			Parent_Id: recordRef(org, module.schema.parentModule, parent.id),
			id: row.id,
		};
	});
}

/** What a record of any module is for: its module stands beside name and id (v8 get-notes page). */
function parentRef(org: Org, id: unknown): unknown {
	const module = moduleHolding(org.modules, id);
	if (!module) return null;
	const { apiName, id: moduleId } = module.schema;
	return { ...recordRef(org, apiName, id)!, module: { api_name: apiName, id: moduleId } };
}

/** A stored value as an answer shows it. */
export function valueView(
	org: Org,
	field: FieldSchema,
	value: unknown,
	record: StoredRecord,
): unknown {
	if (field.type === 'ownerlookup' || field.type === 'userlookup') return userView(org, value);
	if (field.linkedModule === SE_MODULE) return parentRef(org, value);
	if (field.type === 'lookup') return recordRef(org, field.linkedModule, value);
	if (field.type === 'subform') return subformView(org, field, value, record);
	return value ?? null;
}

function layoutView(module: ModuleData, record: StoredRecord): unknown {
	const layout = module.schema.layouts.find(({ id }) => id === record.layoutId);
	return layout ? { name: layout.name, id: layout.id } : null;
}

function parentModule(org: Org, module: ModuleData, values: Values): unknown {
	const field = module.schema.fields.find(({ linkedModule }) => linkedModule === SE_MODULE);
	if (!field) return undefined;
	return moduleHolding(org.modules, values[field.apiName])?.schema.apiName ?? null;
}

function keyView(
	org: Org,
	module: ModuleData,
	record: StoredRecord,
	values: Values,
	key: string,
): unknown {
	if (key === 'id') return record.id;
	if (key === 'Tag') return record.tags.map(({ name, id }) => ({ name, id, color_code: null }));
	if (key === 'Layout') return layoutView(module, record);
	if (key === '$approval_state') return 'approved';
	if (key === '$se_module') return parentModule(org, module, values);
	const field = fieldOf(module.schema, key);
	return field ? valueView(org, field, values[key], record) : undefined;
}

/**
 * A record in a list: the fields asked for, and its id. Names that are no field are left out; subforms come only with a single
 * record (v7 get-records page).
 */
export function listedRecord(
	org: Org,
	module: ModuleData,
	record: StoredRecord,
	fields: string[],
	values: Values = record.values,
): Values {
	const view: Values = {};
	for (const key of fields) {
		if (fieldOf(module.schema, key)?.type === 'subform') continue;
		const value = keyView(org, module, record, values, key);
		if (value !== undefined) view[key] = value;
	}
	view.id = record.id;
	return view;
}

/** All fields of a module, for calls that take none. */
export function everyField(module: ModuleData): string[] {
	return [
		...module.schema.fields.map(({ apiName }) => apiName),
		'Tag',
		'Layout',
		'$approval_state',
		'$se_module',
	];
}

/** One record fetched by its id: all fields with subforms, `$has_more` among them. */
export function singleRecord(
	org: Org,
	module: ModuleData,
	record: StoredRecord,
	fields: string[] | undefined,
): Values {
	const wanted = fields ?? everyField(module);
	const view: Values = {};
	for (const key of wanted) {
		const value = keyView(org, module, record, record.values, key);
		if (value !== undefined) view[key] = value;
	}
	view.id = record.id;
	if (fields) return view;
	const subforms = module.schema.fields.filter(({ type }) => type === 'subform');
	return {
		...view,
		$currency_symbol: '$',
		$field_states: null,
		$editable: true,
		$in_merge: false,
		$has_more: Object.fromEntries(subforms.map(({ apiName }) => [apiName, false])),
	};
}
