import type { FieldMeta } from './fieldMeta';
import { isFieldName, mustBeFilled } from './fieldMeta';
import { strangeIn } from './jsonValue';
import { nearestKey } from './nearestName';
import { refuse } from './outcome';
import type { NotWritten } from './outcome';
import type { Row, ZohoRecord } from './row';
import type { SubformCheckOptions } from './subformRows';
import { checkSubform } from './subformRows';
import { tagList } from './tagList';
import type { CheckedValue } from './valueCheck';
import { checkValue } from './valueCheck';
import { isMoment } from './zohoDates';

export interface RowCheckOptions extends SubformCheckOptions {
	/** The module's fields by API name; null when they are not known (nothing is fetched for this). */
	fields: ReadonlyMap<string, FieldMeta> | null;
	/** Create: mandatory fields must be there. */
	creates: boolean;
}

/** Whether a row names a field that the module's metadata does not have. */
export const namesUnknownField = (
	record: ZohoRecord,
	fields: ReadonlyMap<string, FieldMeta>,
): boolean => Object.keys(record).some((name) => !fields.has(name) && isFieldName(name));

/**
 * Puts a row into the form Zoho takes, or refuses it before a credit is spent. The input is not changed, and not copied
 * where it has that form. What metadata does not prove wrong is left to Zoho.
 */
export function checkRow(row: Row, options: RowCheckOptions): Row | NotWritten {
	const { fields } = options;
	let changed: ZohoRecord | undefined;
	for (const name of Object.keys(row.record)) {
		const value = row.record[name];
		const field = fields?.get(name);
		const checked = checkOne(name, value, field, options);
		if ('refusal' in checked) return checked.refusal;
		if (checked.value === value && value !== undefined) continue;
		changed ??= { ...row.record };
		if (checked.value === undefined) delete changed[name];
		else changed[name] = checked.value;
	}
	const missing = options.creates ? missingField(changed ?? row.record, options) : undefined;
	return missing ?? (changed ? { index: row.index, record: changed } : row);
}

function checkOne(
	name: string,
	value: unknown,
	field: FieldMeta | undefined,
	options: RowCheckOptions,
): CheckedValue {
	if (options.fields && !field && isFieldName(name)) {
		return options.unknownFields === 'drop'
			? { value: undefined }
			: { refusal: unknownField(name, options.fields) };
	}
	const strange = isMoment(value) ? undefined : strangeIn(value);
	if (strange) return { refusal: notInJson(name, strange) };
	if (name === 'Tag') return tagList(value);
	if (field?.dataType === 'subform') return checkSubform(field, value, options);
	return checkValue(name, value, field, options);
}

const notInJson = (name: string, strange: string): NotWritten =>
	refuse(
		'INVALID_DATA',
		`${name} holds ${strange}, which cannot be sent as JSON. Make text, a number, a list or an object of it`,
		{ api_name: name },
	);

function missingField(record: ZohoRecord, { fields }: RowCheckOptions): NotWritten | undefined {
	for (const field of fields?.values() ?? []) {
		if (!mustBeFilled(field)) continue;
		const value = record[field.apiName];
		if (value !== undefined && value !== null && value !== '') continue;
		return refuse(
			'MANDATORY_NOT_FOUND',
			`'${field.label}' (${field.apiName}) must be filled to create a record`,
			{ api_name: field.apiName },
		);
	}
	return undefined;
}

function unknownField(name: string, fields: ReadonlyMap<string, FieldMeta>): NotWritten {
	const near = nearestKey(name, fields);
	const hint = near ? ` Did you mean ${near}?` : '';
	return refuse(
		'UNKNOWN_FIELD',
		`The module has no field ${name}.${hint} Zoho would ignore it without a word; correct the name, or set ` +
			"the option 'Fields Zoho Does Not Know' to Leave Out",
		{ api_name: name, ...(near ? { nearest: near } : {}) },
	);
}
