import omit from 'lodash/omit';

import { isObject } from './isObject';
import type { LookupValue } from './lookupValue';
import type { NotWritten } from './outcome';
import type { ZohoRecord } from './row';

/** How one lookup field of the records to write is filled from names or keys. */
export interface LookupWish {
	/** `Account_Name`, or `Line_Items.Product` for a field in the rows of a subform. */
	path: string;
	/** `external`: Zoho itself takes the value, by an External ID field of the other module. */
	matchBy: 'name' | 'field' | 'external';
	/** The field of the other module, where it is not its name. */
	keyField: string;
	whenNotFound: 'refuse' | 'leaveOut';
}

/** What stands in a lookup's place: another value, nothing at all, or a reason not to send the record. */
export type Replacement = { value: unknown } | 'leaveOut' | { refusal: NotWritten };

export type Changed = { record: ZohoRecord } | { refusal: NotWritten };

/**
 * Puts something else into a lookup of a record, in every row of its subform where it lies in one. A record without the
 * field, and the record given, stay as they are.
 */
export function mapLookup(
	record: ZohoRecord,
	path: string,
	replace: (value: unknown) => Replacement,
): Changed {
	const [field, cell] = path.split('.');
	if (cell === undefined) return inField(record, field, replace);
	const rows = record[field];
	if (!Array.isArray(rows)) return { record };
	const changed: unknown[] = [];
	for (const [at, row] of rows.entries()) {
		const one = isObject(row) ? inField(row, cell, replace) : { record: row as ZohoRecord };
		if ('refusal' in one) return { refusal: inRow(one.refusal, field, at) };
		changed.push(one.record);
	}
	return { record: { ...record, [field]: changed } };
}

function inField(
	record: ZohoRecord,
	field: string,
	replace: (value: unknown) => Replacement,
): Changed {
	if (record[field] === undefined) return { record };
	const found = replace(record[field]);
	if (found === 'leaveOut') return { record: omit(record, field) };
	return 'refusal' in found ? found : { record: { ...record, [field]: found.value } };
}

function inRow(refusal: NotWritten, field: string, at: number): NotWritten {
	const reason = `'${field}' row ${at + 1}: ${refusal.reason}`;
	const details = { ...refusal.details, parent_api_name: field, subform_row: at + 1 };
	return { ...refusal, reason, message: reason, details };
}

/** Ids of Zoho records have 15 to 19 digits (those of the oldest organisations 15). */
const isId = (text: string): boolean => /^\d{15,19}$/.test(text);

/**
 * The name or key by which a lookup's record is to be found; undefined where there is nothing to find: an id, nothing,
 * or what only Zoho can judge.
 * @param numeric whether the other module's field holds numbers; null when that is not known
 */
export function wishedValue(
	value: unknown,
	keyField: string,
	numeric: boolean | null,
): LookupValue | undefined {
	if (isObject(value)) {
		const { id } = value;
		if (id !== undefined && id !== null && id !== '') return undefined;
		return wishedValue(value[keyField] ?? value.name, keyField, numeric);
	}
	if (typeof value === 'number' && Number.isFinite(value))
		return { text: String(value), bare: numeric ?? true };
	if (typeof value !== 'string' || value.trim() === '' || isId(value.trim())) return undefined;
	const text = value.trim();
	return { text, bare: numeric === true && /^-?\d+(?:\.\d+)?$/.test(text) };
}

/** A record whose lookups Zoho finds by External ID fields, in the form it takes: `Account_Name: { Erp_Id: "x" }`. */
export function withExternalLookups(record: ZohoRecord, wishes: readonly LookupWish[]): ZohoRecord {
	let changed = record;
	for (const { path, keyField } of wishes.filter(({ matchBy }) => matchBy === 'external')) {
		const done = mapLookup(changed, path, (value) => {
			const isPlain =
				typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
			return { value: isPlain ? { [keyField]: String(value).trim() } : value };
		});
		if ('record' in done) changed = done.record;
	}
	return changed;
}

/** Which External ID field stands for the id of which lookup, for the header of the call. */
export const externalLookups = (wishes: readonly LookupWish[]): Map<string, string> =>
	new Map(
		wishes
			.filter(({ matchBy }) => matchBy === 'external')
			.map(({ path, keyField }) => [path, keyField]),
	);
