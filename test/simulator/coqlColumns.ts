import type { Org } from './org';
import type { StoredRecord } from './recordStore';
import { recordRef } from './recordView';
import { fieldOf, moduleNamed, type FieldSchema, type FieldType, type ModuleData } from './schema';

/** A column of a query, found in the schema: how to read it from a record, and what type it has. */
export interface ResolvedColumn {
	type: FieldType;
	/** The value as stored, for comparing and sorting. */
	stored(record: StoredRecord): unknown;
	/** The value as the answer shows it. */
	shown(record: StoredRecord): unknown;
	/** The plain field of the queried module this is, where an index can serve. */
	field: FieldSchema | null;
	/** Lookups on the way. */
	relations: string[];
}

type UserField = 'id' | 'first_name' | 'last_name' | 'full_name' | 'email';

function userValue(org: Org, id: unknown, name: UserField): unknown {
	const user = org.users.find((candidate) => candidate.id === id);
	if (!user) return null;
	const fields: Record<UserField, string> = {
		id: user.id,
		first_name: user.firstName,
		last_name: user.lastName,
		full_name: user.fullName,
		email: user.email,
	};
	return fields[name];
}

const userFields: UserField[] = ['id', 'first_name', 'last_name', 'full_name', 'email'];

/** Lookups show `{ name, id }` from v7 on, `{ id }` before; of users the last name (v7 page). */
function shownValue(org: Org, version: number, field: FieldSchema, value: unknown): unknown {
	if (value === null || value === undefined) return null;
	if (field.type === 'lookup') {
		const ref = recordRef(org, field.linkedModule, value);
		return version >= 7 || ref === null ? ref : { id: value };
	}
	if (field.type === 'ownerlookup' || field.type === 'userlookup') {
		const name = userValue(org, value, 'last_name');
		return version >= 7 ? { name, id: value } : { id: value };
	}
	return value;
}

function plainColumn(org: Org, version: number, field: FieldSchema): ResolvedColumn {
	return {
		type: field.type,
		stored: (record) => record.values[field.apiName],
		shown: (record) => shownValue(org, version, field, record.values[field.apiName]),
		field,
		relations: [],
	};
}

const idColumn: ResolvedColumn = {
	type: 'bigint',
	stored: (record) => record.id,
	shown: (record) => record.id,
	field: null,
	relations: [],
};

function userColumn(org: Org, field: FieldSchema, name: string): ResolvedColumn | undefined {
	const known = userFields.find((candidate) => candidate === name);
	if (!known) return undefined;
	const read = (record: StoredRecord) => userValue(org, record.values[field.apiName], known);
	return {
		type: known === 'id' ? 'bigint' : 'text',
		stored: read,
		shown: read,
		field: null,
		relations: [field.apiName],
	};
}

function throughLookup(
	field: FieldSchema,
	target: ModuleData,
	inner: ResolvedColumn,
): ResolvedColumn {
	const step = (record: StoredRecord) =>
		target.store.records.get(String(record.values[field.apiName]));
	const read = (record: StoredRecord, get: (linked: StoredRecord) => unknown) => {
		const linked = step(record);
		return linked ? get(linked) : null;
	};
	return {
		type: inner.type,
		stored: (record) => read(record, inner.stored),
		shown: (record) => read(record, inner.shown),
		field: null,
		relations: [field.apiName, ...inner.relations],
	};
}

/** Finds `Email`, `id`, `Owner.email` or `Account_Name.Parent_Account.Account_Name`; undefined: no such column. */
export function resolveColumn(
	org: Org,
	version: number,
	module: ModuleData,
	path: string,
): ResolvedColumn | undefined {
	const [first, ...rest] = path.split('.');
	if (rest.length === 0 && first === 'id') return idColumn;
	const field = fieldOf(module.schema, first);
	if (!field) return undefined;
	if (rest.length === 0) return plainColumn(org, version, field);
	if (field.type === 'ownerlookup' || field.type === 'userlookup') {
		return rest.length === 1 ? userColumn(org, field, rest[0]) : undefined;
	}
	if (field.type !== 'lookup') return undefined;
	const target = moduleNamed(org.modules, field.linkedModule ?? '');
	const inner = target && resolveColumn(org, version, target, rest.join('.'));
	return target && inner && throughLookup(field, target, inner);
}
