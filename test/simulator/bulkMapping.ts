import { dateReader, type DateReader } from './bulkFormat';
import { BulkRefusal } from './bulkRefusal';
import type { Org } from './org';
import { isObject } from './recordBody';
import { fieldOf, moduleNamed, referenceTypes, type FieldSchema, type ModuleData } from './schema';

/** One column, or one constant, on its way into a field. */
export interface Mapping {
	apiName: string;
	/** Null for `id` and `Layout`, which are no fields. */
	field: FieldSchema | null;
	/** Column of the file; undefined for a constant. */
	index: number | undefined;
	format: string | null;
	readDate: DateReader | undefined;
	/** Field of the record that a lookup points at. */
	findBy: string | null;
	defaultValue: unknown;
	/** `default_value` as it was given. */
	shownDefault: unknown;
}

const MAPPINGS_LIMIT = 200;

export interface MappingPlace {
	org: Org;
	module: ModuleData;
	header: string[];
}

function missingKey(key: string, apiName?: string): BulkRefusal {
	const of = apiName === undefined ? '' : ` for field ${apiName}`;
	const message = `required key ${key}${of} is not found in request body.`;
	return new BulkRefusal('MISSING_REQUIRED_KEY', message, { key });
}

function invalidField(apiName: string): BulkRefusal {
	const message = `invalid mapping. invalid api_name ${apiName}.`;
	return new BulkRefusal('INVALID_FIELD', message, { api_name: apiName });
}

/** A field that can be written in bulk: not the system's own, no formula, no auto-number, no subform. */
function writable({ schema }: ModuleData, apiName: string): FieldSchema | null {
	if (apiName === 'id' || apiName === 'Layout') return null;
	const field = fieldOf(schema, apiName);
	if (!field || field.readOnly || field.type === 'subform') throw invalidField(apiName);
	return field;
}

/** What a lookup may be found by: the id or a field of its module; of users the id or the email. */
function lookupKey({ org }: MappingPlace, field: FieldSchema, findBy: unknown): string {
	if (findBy === undefined || findBy === null) {
		const details = { api_name: field.apiName, key: 'find_by' };
		throw new BulkRefusal('MANDATORY_NOT_FOUND', 'Required key find_by is not available', details);
	}
	const target =
		field.type === 'lookup' ? moduleNamed(org.modules, field.linkedModule ?? '') : null;
	const known =
		findBy === 'id' ||
		(target ? fieldOf(target.schema, String(findBy)) !== undefined : findBy === 'email');
	if (!known) throw invalidField(`${field.apiName}.${String(findBy)}`);
	return String(findBy);
}

function columnIn({ header }: MappingPlace, apiName: string, raw: Record<string, unknown>) {
	const { index } = raw;
	if (index === undefined || index === null) {
		if (isObject(raw.default_value) && 'value' in raw.default_value) return undefined;
		throw missingKey('index', apiName);
	}
	if (typeof index === 'number' && index >= 0 && index < header.length) return index;
	const message = 'the column index is not found in the file';
	throw new BulkRefusal('COLUMN_INDEX_NOT_FOUND', message, { api_name: apiName, index });
}

function formatIn({ org }: MappingPlace, field: FieldSchema | null, raw: unknown) {
	const isDate = field?.type === 'date' || field?.type === 'datetime';
	const format = raw === undefined || raw === null ? undefined : raw;
	if (!isDate && format === undefined) return undefined;
	const fits = isDate && (format === undefined || typeof format === 'string');
	const reader = fits ? dateReader(org, field.type as 'date' | 'datetime', format) : undefined;
	if (reader) return reader;
	throw new BulkRefusal('INVALID_FORMAT', 'invalid format', { api_name: field?.apiName, format });
}

export function mappingOf(place: MappingPlace, raw: Record<string, unknown>): Mapping {
	if (typeof raw.api_name !== 'string') throw missingKey('api_name');
	const field = writable(place.module, raw.api_name);
	const index = columnIn(place, raw.api_name, raw);
	const isLookup = field !== null && referenceTypes.has(field.type);
	if (raw.parent_column_index !== undefined && raw.find_by !== undefined) {
		const details = { keys: ['find_by', 'parent_column_index'] };
		throw new BulkRefusal('COEXISTENCE_NOT_ALLOWED', 'keys exclude each other', details);
	}
	return {
		apiName: raw.api_name,
		field,
		index,
		format: typeof raw.format === 'string' ? raw.format : null,
		readDate: formatIn(place, field, raw.format),
		findBy: isLookup && index !== undefined ? lookupKey(place, field, raw.find_by) : null,
		defaultValue: isObject(raw.default_value) ? raw.default_value.value : undefined,
		shownDefault: raw.default_value ?? null,
	};
}

/** Without `field_mappings` the headers name the fields, `Account_Name.id` a lookup and what it is found by. */
function mappingOfHeader(place: MappingPlace, name: string, index: number): Mapping {
	const [apiName, findBy] = name.split('.');
	const known = apiName === 'id' || fieldOf(place.module.schema, apiName) !== undefined;
	if (known) return mappingOf(place, { api_name: apiName, index, find_by: findBy });
	const details = { api_name: name };
	throw new BulkRefusal('INVALID_FIELD_NAME', `invalid field name ${name}`, details);
}

/** Reads `field_mappings`; only the columns named there count. @throws BulkRefusal */
export function mappingsIn(place: MappingPlace, raw: unknown): Mapping[] {
	if (raw === undefined || raw === null) {
		return place.header.map((name, index) => mappingOfHeader(place, name, index));
	}
	if (!Array.isArray(raw) || raw.length === 0 || !raw.every(isObject)) {
		throw new BulkRefusal('INVALID_FORMAT', 'invalid format', { api_name: 'field_mappings' });
	}
	if (raw.length > MAPPINGS_LIMIT) {
		const details = { limit: MAPPINGS_LIMIT };
		throw new BulkRefusal('HEADER_LIMIT_EXCEEDED', 'too many columns', details);
	}
	const mappings = raw.map((one) => mappingOf(place, one));
	const names = mappings.map(({ apiName }) => apiName);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice === undefined) return mappings;
	throw new BulkRefusal('DUPLICATE_DATA', 'a field is mapped twice', { api_name: twice });
}
