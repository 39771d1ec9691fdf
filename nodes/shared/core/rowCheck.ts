import type { FieldMeta } from './fieldMeta';
import { LARGEST_EXACT_NUMBER } from './limits';
import { nearestName } from './nearestName';
import { refuse } from './outcome';
import type { NotWritten } from './outcome';
import type { Row, ZohoRecord } from './row';
import { zohoDate, zohoDateTime } from './zohoDates';

export interface RowCheckOptions {
	/** The module's fields by API name; null when they are not known (nothing is fetched for this). */
	fields: ReadonlyMap<string, FieldMeta> | null;
	unknownFields: 'refuse' | 'drop';
	/** Subforms may be emptied by an empty list. */
	emptySubforms: boolean;
	/** The workflow's time zone, for dates without an offset. */
	zone: string;
	/** Create: mandatory fields must be there. */
	creates: boolean;
}

/** Keys that belong to a record and are no fields of it. */
const NOT_FIELDS = new Set(['id', 'Layout', 'Tag', 'Owner', 'Record_Image']);

/**
 * Puts a row into the form Zoho takes, or refuses it before a credit is spent. The input is not changed.
 * What metadata does not prove wrong is left to Zoho.
 */
export function checkRow(row: Row, options: RowCheckOptions): Row | NotWritten {
	const missing = options.creates ? missingField(row.record, options) : undefined;
	if (missing) return missing;
	const record: ZohoRecord = {};
	for (const [name, value] of Object.entries(row.record)) {
		const field = options.fields?.get(name);
		if (options.fields && !field && !NOT_FIELDS.has(name) && !name.startsWith('$')) {
			if (options.unknownFields === 'drop') continue;
			return unknownField(name, options.fields);
		}
		const checked = checkValue(name, value, field, options);
		if (isRefusal(checked)) return checked;
		record[name] = checked;
	}
	return { index: row.index, record };
}

export const isRefusal = (value: unknown): value is NotWritten =>
	typeof value === 'object' &&
	value !== null &&
	(value as { outcome?: unknown }).outcome === 'refused';

function checkValue(
	name: string,
	value: unknown,
	field: FieldMeta | undefined,
	options: RowCheckOptions,
): unknown {
	const inexact = inexactNumber(value);
	if (inexact !== undefined) return inexactRefusal(name, inexact);
	const type = field?.dataType;
	if (
		value instanceof Date ||
		(typeof value === 'object' && value !== null && 'isLuxonDateTime' in value)
	) {
		return type === 'date' ? zohoDate(value, options.zone) : zohoDateTime(value, options.zone);
	}
	if (!field || typeof value !== 'string') {
		return type === 'subform' ? checkSubform(name, value, options) : value;
	}
	if (type === 'datetime')
		return value === ''
			? null
			: (zohoDateTime(value, options.zone) ?? badDate(field, value, 'a date and time'));
	if (type === 'date')
		return value === '' ? null : (zohoDate(value, options.zone) ?? badDate(field, value, 'a date'));
	if (type === 'multiselectpicklist' && value !== '') return needsList(field, value);
	return tooLong(field, value) ?? value;
}

function missingField(record: ZohoRecord, { fields }: RowCheckOptions): NotWritten | undefined {
	for (const field of fields?.values() ?? []) {
		if (!field.mandatory || field.readOnly || !field.visible) continue;
		const value = record[field.apiName];
		if (value !== undefined && value !== null && value !== '') continue;
		return refuse(
			'MANDATORY_NOT_FOUND',
			`'${field.label}' (${field.apiName}) must be filled to create a record`,
			{
				api_name: field.apiName,
			},
		);
	}
	return undefined;
}

function unknownField(name: string, fields: ReadonlyMap<string, FieldMeta>): NotWritten {
	const near = nearestName(name, [...fields.keys()]);
	const hint = near ? `. Did you mean ${near}?` : '';
	return refuse(
		'UNKNOWN_FIELD',
		`The module has no field ${name}${hint} Zoho would ignore it without a word; correct the name, or set ` +
			"the option 'Fields Zoho Does Not Know' to Leave Out",
		{ api_name: name, ...(near ? { nearest: near } : {}) },
	);
}

/** The first number in a value that JavaScript cannot hold exactly, looked for in lists and objects too. */
function inexactNumber(value: unknown): number | undefined {
	if (typeof value === 'number') {
		return Number.isInteger(value) && Math.abs(value) > LARGEST_EXACT_NUMBER ? value : undefined;
	}
	if (typeof value !== 'object' || value === null || value instanceof Date) return undefined;
	for (const inner of Object.values(value)) {
		const found = inexactNumber(inner);
		if (found !== undefined) return found;
	}
	return undefined;
}

function inexactRefusal(name: string, value: number): NotWritten {
	return refuse(
		'NUMBER_NOT_EXACT',
		`${name} holds the number ${value}, which is beyond what JavaScript keeps exactly, so it may already ` +
			'be another one. Zoho ids have 18 or 19 digits: keep them as text (in quotes) where they come from',
		{ api_name: name },
	);
}

function checkSubform(name: string, value: unknown, { emptySubforms }: RowCheckOptions): unknown {
	if (!Array.isArray(value) || value.length > 0 || emptySubforms) return value;
	return refuse(
		'SUBFORM_WOULD_BE_EMPTIED',
		`${name} is an empty list, which deletes all rows of this subform in Zoho. Leave the field out, or ` +
			"switch on the option 'Allow Emptying Subforms'",
		{ api_name: name },
	);
}

const badDate = (field: FieldMeta, value: string, kind: string): NotWritten =>
	refuse('INVALID_DATA', `'${field.label}' (${field.apiName}) needs ${kind}, not "${value}"`, {
		api_name: field.apiName,
		expected_data_type: field.dataType,
	});

const needsList = (field: FieldMeta, value: string): NotWritten =>
	refuse(
		'INVALID_DATA',
		`'${field.label}' (${field.apiName}) needs a list such as ["${value}"], not text`,
		{
			api_name: field.apiName,
			expected_data_type: 'jsonarray',
		},
	);

function tooLong(field: FieldMeta, value: string): NotWritten | undefined {
	if (!['text', 'email', 'phone', 'website'].includes(field.dataType)) return undefined;
	if (field.length === null || value.length <= field.length) return undefined;
	return refuse(
		'INVALID_DATA',
		`'${field.label}' (${field.apiName}) takes at most ${field.length} characters; this text has ${value.length}`,
		{ api_name: field.apiName, maximum_length: field.length },
	);
}
