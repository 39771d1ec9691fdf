import { BulkRefusal } from './bulkRefusal';
import { resolveColumn, type ResolvedColumn } from './coqlColumns';
import type { Org } from './org';
import type { StoredRecord } from './recordStore';
import type { ModuleData } from './schema';

export interface ReadColumn {
	/** The header in the file: the name as it was asked for. */
	name: string;
	cell(record: StoredRecord): string;
}

/** More fields than that are not refused: all fields come instead (limitations page, through a connector's documentation). */
const FIELDS_LIMIT = 200;
/** `Account_Name.Phone`: one lookup on the way. */
const DEPTH = 2;

/** Leads that were converted; the simulator converts none. */
const converted: ResolvedColumn = {
	type: 'boolean',
	stored: () => false,
	shown: () => false,
	field: null,
	relations: [],
};

/** A field of the module, or one beyond a lookup; undefined where there is none. */
export function readColumn(org: Org, module: ModuleData, name: string): ResolvedColumn | undefined {
	if (name === '$converted' && module.schema.apiName === 'Leads') return converted;
	if (name.split('.').length > DEPTH) return undefined;
	return resolveColumn(org, 8, module, name);
}

/** Text in a cell: lookups as ids, several values with `;`, nothing for an empty value. */
function cellText(value: unknown): string {
	if (value === null || value === undefined) return '';
	return Array.isArray(value) ? value.join(';') : String(value);
}

function columnNamed(org: Org, module: ModuleData, name: string): ReadColumn {
	const details = { api_name: name, module: module.schema.apiName };
	const column = readColumn(org, module, name);
	if (!column) {
		throw new BulkRefusal('FIELD_NOT_AVAILABLE', 'the field is not available', details);
	}
	if (column.type === 'subform') {
		throw new BulkRefusal('FIELD_NOT_SUPPORTED', 'the field is not supported', details);
	}
	return { name, cell: (record) => cellText(column.stored(record)) };
}

function everyColumn({ schema }: ModuleData): string[] {
	return schema.fields.filter(({ type }) => type !== 'subform').map(({ apiName }) => apiName);
}

/** Lookups whose parents the names reach into. */
export function joinsOf(names: string[]): Set<string> {
	return new Set(
		names.filter((name) => name.includes('.')).map((name) => name.slice(0, name.indexOf('.'))),
	);
}

/**
 * The columns of a read, `id` always first. Without `fields` all fields come, but not subforms: those are modules of their own.
 * @throws BulkRefusal
 */
export function readColumns(org: Org, module: ModuleData, fields: unknown): ReadColumn[] {
	if (fields !== undefined && !isNames(fields)) {
		const details = { api_name: 'fields', expected_data_type: 'jsonarray' };
		throw new BulkRefusal('INVALID_REQUEST', 'invalid data', details);
	}
	const named = (fields ?? []).map((name) => columnNamed(org, module, name).name);
	const asked = fields !== undefined && named.length > 0 && named.length <= FIELDS_LIMIT;
	const names = asked ? named : everyColumn(module);
	const unique = new Set(['id', ...names]);
	return [...unique].map((name) => columnNamed(org, module, name));
}

function isNames(fields: unknown): fields is string[] {
	return Array.isArray(fields) && fields.every((name) => typeof name === 'string');
}

/** The rows of a subform's module, those of all its parents, by id; undefined for any other module. */
export function subformRows(org: Org, { schema }: ModuleData): StoredRecord[] | undefined {
	const parent = schema.parentModule === null ? undefined : org.modules.get(schema.parentModule);
	if (!parent) return undefined;
	const subforms = parent.schema.fields.filter(
		({ type, linkedModule }) => type === 'subform' && linkedModule === schema.apiName,
	);
	const rows = [...parent.store.records.values()].flatMap((record) =>
		subforms.flatMap(({ apiName }) =>
			(record.values[apiName] as Array<Record<string, unknown>>).map((row) => ({
				...record,
				id: String(row.id),
				values: { ...row, Parent_Id: record.id },
			})),
		),
	);
	return rows.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}
