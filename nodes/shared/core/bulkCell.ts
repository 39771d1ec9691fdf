import { DateTime } from 'luxon';

import type { FieldMeta } from './fieldMeta';
import { isObject } from './isObject';

/** How a mapping tells Zoho to read date-times; dates go in the form that Zoho reads by itself (api/v7/bulk-write/create-job.html). */
export const DATE_TIME_FORMAT = "yyyy-MM-dd'T'HH:mm:ssXXX";

/** Fields that no cell of a file can hold, and why. */
const NOT_IN_A_CELL: Record<string, string> = {
	subform: 'its rows need a file of their own, tied to this one',
	multiselectlookup: 'its links need a file of their own, tied to this one',
	multiuserlookup: 'its links need a file of their own, tied to this one',
	fileupload: 'Zoho takes no files in bulk',
	imageupload: 'Zoho takes no images in bulk',
};

/** Why a field cannot be imported in bulk; undefined when it can (api/bulk-write/limitations.html). */
export function barredFromBulk({ dataType, readOnly }: FieldMeta): string | undefined {
	return NOT_IN_A_CELL[dataType] ?? (readOnly ? 'Zoho sets it by itself' : undefined);
}

/**
 * The text of a value in a CSV for Zoho, by the type of its field. `''` for what is empty.
 * @param value as the records API takes it: ISO dates, lists, `{ id }` for lookups
 * @returns undefined for a value that no cell can hold
 */
export function cellText(value: unknown, field: FieldMeta | undefined): string | undefined {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return field?.dataType === 'date' ? dayText(value) : value;
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
		return String(value);
	if (Array.isArray(value)) {
		const parts = value.map((each) => (typeof each === 'object' ? undefined : String(each)));
		return parts.includes(undefined) ? undefined : parts.join(';');
	}
	if (!isObject(value)) return undefined;
	// A lookup as Zoho's own answers give it.
	const told = value.id ?? value.email ?? value.name;
	return typeof told === 'string' || typeof told === 'number' ? String(told) : undefined;
}

/** `MM/dd/yyyy`, the form Zoho documents for dates without a format. */
function dayText(iso: string): string {
	const day = DateTime.fromISO(iso);
	return day.isValid ? day.toFormat('MM/dd/yyyy') : iso;
}
