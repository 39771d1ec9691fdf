import { LARGEST_EXACT_NUMBER } from './limits';

/** What the cells of an exported column hold, as a query would give them in JSON. */
export type CsvType = 'text' | 'number' | 'boolean' | 'list' | 'lookup';

/** `json_type` of the field metadata (https://www.zoho.com/crm/developer/docs/api/v8/field-meta.html). */
const BY_JSON_TYPE: Record<string, CsvType> = {
	boolean: 'boolean',
	double: 'number',
	integer: 'number',
	jsonarray: 'list',
	jsonobject: 'lookup',
	string: 'text',
};

/** For metadata without `json_type`. */
const BY_DATA_TYPE: Record<string, CsvType> = {
	boolean: 'boolean',
	currency: 'number',
	double: 'number',
	integer: 'number',
	lookup: 'lookup',
	multiselectpicklist: 'list',
	ownerlookup: 'lookup',
	percent: 'number',
	userlookup: 'lookup',
};

/** Lookups decide by their data type: their `json_type` is seen to differ between versions. */
export const csvTypeOf = (dataType: string, jsonType: string | null): CsvType =>
	BY_DATA_TYPE[dataType] ?? BY_JSON_TYPE[jsonType ?? ''] ?? 'text';

/**
 * A cell as a query would give it: an empty one is null (of a list: an empty list),
 * several values come as a list, whole numbers beyond 2^53 stay
 * text (public report R61). A cell that does not fit its type stays the text it is.
 */
export function cellValue(type: CsvType, text: string): unknown {
	if (text === '') return type === 'list' ? [] : null;
	switch (type) {
		case 'number':
			return numberIn(text);
		case 'boolean': {
			const word = text.toLowerCase();
			return word === 'true' || word === 'false' ? word === 'true' : text;
		}
		case 'list':
			return text.split(';');
		default:
			return text;
	}
}

function numberIn(text: string): number | string {
	const value = Number(text);
	if (!Number.isFinite(value) || text.trim() === '') return text;
	return Number.isInteger(value) && Math.abs(value) > LARGEST_EXACT_NUMBER ? text : value;
}

/** A value of a query's answer as the cell that a bulk read writes for it: ids of lookups, lists with `;`. */
export function cellText(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (Array.isArray(value)) return value.map(cellText).join(';');
	if (typeof value === 'object') return 'id' in value ? cellText(value.id) : JSON.stringify(value);
	return String(value);
}
