import type { Org } from './org';
import { numberTypes, type FieldType } from './schema';

/** The comparisons that custom views, the search and COQL have between them. */
export type Comparator =
	| 'equal'
	| 'not_equal'
	| 'in'
	| 'not_in'
	| 'less_than'
	| 'less_equal'
	| 'greater_than'
	| 'greater_equal'
	| 'between'
	| 'not_between'
	| 'contains'
	| 'not_contains'
	| 'starts_with'
	| 'ends_with'
	| 'is_null'
	| 'is_not_null';

type Comparable = string | number | bigint;

/** A value in a form that `<` orders; undefined for an empty one. */
export function comparable(org: Org, type: FieldType, value: unknown): Comparable | undefined {
	if (value === null || value === undefined || value === '') return undefined;
	if (type === 'datetime') return Date.parse(String(value));
	if (type === 'bigint') return BigInt(String(value));
	if (numberTypes.has(type) || type === 'formula') return Number(value);
	const text = String(value);
	return org.switches.textMatching === 'exact' ? text : text.toLowerCase();
}

function compareOne(comparator: Comparator, held: Comparable, given: Comparable[]): boolean {
	const [first, second] = given;
	switch (comparator) {
		case 'equal':
		case 'in':
			return given.includes(held);
		case 'not_equal':
		case 'not_in':
			return !given.includes(held);
		case 'less_than':
			return held < first;
		case 'less_equal':
			return held <= first;
		case 'greater_than':
			return held > first;
		case 'greater_equal':
			return held >= first;
		case 'between':
			return held >= first && held <= second;
		case 'not_between':
			return held < first || held > second;
		case 'contains':
			return String(held).includes(String(first));
		case 'not_contains':
			return !String(held).includes(String(first));
		case 'starts_with':
			return String(held).startsWith(String(first));
		case 'ends_with':
			return String(held).endsWith(String(first));
		default:
			throw new Error(`Not a comparison of values: ${comparator}`);
	}
}

const negative: ReadonlySet<Comparator> = new Set(['not_equal', 'not_in', 'not_contains']);

/** Whether a stored value passes. An empty one passes `is_null` alone, as in SQL; a multi-select passes by any of its values. */
export function passes(
	org: Org,
	type: FieldType,
	comparator: Comparator,
	held: unknown,
	given: unknown[],
): boolean {
	const heldValues = (Array.isArray(held) ? held : [held])
		.map((value) => comparable(org, type, value))
		.filter((value) => value !== undefined);
	if (comparator === 'is_null') return heldValues.length === 0;
	if (comparator === 'is_not_null') return heldValues.length > 0;
	if (heldValues.length === 0) return false;
	const givenValues = given
		.map((value) => comparable(org, type, value))
		.filter((value) => value !== undefined);
	if (givenValues.length === 0) return negative.has(comparator);
	if (negative.has(comparator)) {
		return heldValues.every((value) => compareOne(comparator, value, givenValues));
	}
	return heldValues.some((value) => compareOne(comparator, value, givenValues));
}

/** Order of two stored values; empty ones come first. */
export function compareStored(org: Org, type: FieldType, a: unknown, b: unknown): number {
	const [left, right] = [comparable(org, type, a), comparable(org, type, b)];
	if (left === right) return 0;
	if (left === undefined) return -1;
	if (right === undefined) return 1;
	return left < right ? -1 : 1;
}
