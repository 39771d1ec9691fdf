import type { Comparator } from './comparing';
import { isZohoDate, parseZohoTime } from './recordTime';
import { numberTypes, type FieldType } from './schema';

const SETS: Comparator[] = ['equal', 'not_equal', 'in', 'not_in'];
const ORDER: Comparator[] = ['less_than', 'less_equal', 'greater_than', 'greater_equal'];
const TEXT: Comparator[] = ['contains', 'not_contains', 'starts_with', 'ends_with'];
const RANGES: Comparator[] = ['between', 'not_between'];

const TEXT_LENGTH = 255;

/**
 * What a field can be compared by, from
 * https://www.zoho.com/crm/developer/docs/api/v7/bulk-read/create-job.html.
 */
export function comparatorsFor(type: FieldType): Comparator[] {
	if (numberTypes.has(type) || type === 'bigint' || type === 'formula') {
		return [...SETS, ...ORDER];
	}
	switch (type) {
		case 'date':
		case 'datetime':
			return [...SETS, ...RANGES, ...ORDER];
		case 'boolean':
			return ['equal'];
		case 'lookup':
		case 'ownerlookup':
		case 'userlookup':
			return SETS;
		case 'subform':
			return [];
		default:
			return [...SETS, ...TEXT];
	}
}

/** The kind of value a field is compared with. */
export function valueKind(type: FieldType): string {
	if (numberTypes.has(type) || type === 'formula') return 'double';
	switch (type) {
		case 'bigint':
		case 'lookup':
		case 'ownerlookup':
		case 'userlookup':
			return 'bigint';
		case 'boolean':
		case 'date':
		case 'datetime':
			return type;
		default:
			return 'text';
	}
}

/** Whether one value is of a kind; numbers may come as text, as ids do. */
export function isOfKind(kind: string, value: unknown): boolean {
	switch (kind) {
		case 'double':
			return typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(asText(value));
		case 'bigint':
			return Number.isSafeInteger(value) || /^\d+$/.test(asText(value));
		case 'boolean':
			return typeof value === 'boolean' || /^(true|false)$/.test(asText(value));
		case 'date':
			return isZohoDate(value);
		case 'datetime':
			return parseZohoTime(value, 'accepted') !== undefined;
		default:
			return typeof value === 'string' && value.length <= TEXT_LENGTH;
	}
}

function asText(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
