import type { FieldMeta } from './fieldMeta';
import { isFieldName } from './fieldMeta';
import { nearestName } from './nearestName';
import { FIELDS_PER_READ } from './readLimits';

/** Types that come only with a single record, or not by COQL (api/v8/get-records.html, COQL-Limitations.html). */
const NOT_IN_LISTS = new Set([
	'fileupload',
	'imageupload',
	'multiselectlookup',
	'multiuserlookup',
	'profileimage',
	'subform',
]);

/** The fields that a list or a query can give, in Zoho's order. */
export const listableFields = (fields: readonly FieldMeta[]): string[] =>
	fields
		.filter(({ visible, dataType }) => visible && !NOT_IN_LISTS.has(dataType))
		.map(({ apiName }) => apiName);

/** A name that no field of the module has, with the one most likely meant; a path through a lookup counts by its first part. */
export function unknownFieldIn(
	names: readonly string[],
	fields: readonly FieldMeta[],
): { name: string; nearest: string | undefined } | undefined {
	const known = new Set(fields.map(({ apiName }) => apiName));
	const name = names.find((each) => {
		const [first] = each.split('.');
		return !known.has(first) && isFieldName(first);
	});
	return name === undefined ? undefined : { name, nearest: nearestName(name, [...known]) };
}

/** Splits a list of fields into what one read takes each time. */
export function fieldParts(
	fields: readonly string[],
	inFirst = FIELDS_PER_READ,
): [first: string[], ...more: string[][]] {
	const more: string[][] = [];
	for (let at = inFirst; at < fields.length; at += FIELDS_PER_READ) {
		more.push(fields.slice(at, at + FIELDS_PER_READ));
	}
	return [fields.slice(0, inFirst), ...more];
}
