import type { Comparator, Criteria, CriteriaFault } from './bulkCriteria';
import { COMPARATORS, EMPTY, SEVERAL, criteriaWrong } from './bulkCriteria';
import { isObject } from './isObject';
import { reasonOf, shownValue } from './jsonValue';

/** A row of the form. */
export interface CriteriaRow {
	field: string;
	comparator: string;
	value: unknown;
}

/** The rows of the form as criteria; undefined without rows. */
export function criteriaOfRows(
	rows: readonly CriteriaRow[],
	join: 'and' | 'or',
): Criteria | CriteriaFault | undefined {
	const leaves: Criteria[] = [];
	for (const { field, comparator, value } of rows) {
		const known = COMPARATORS.find((each) => each === comparator);
		if (field === '' || !known)
			return criteriaWrong('a row lacks its field or its comparison', ROW_FIX);
		leaves.push({ field: { api_name: field }, comparator: known, value: valueOf(known, value) });
	}
	if (leaves.length < 2) return leaves[0];
	return { group_operator: join, group: leaves };
}

const ROW_FIX = 'Choose both, or remove the row.';

/** Several values stand in a row with commas between; an empty value means an empty field. */
function valueOf(comparator: Comparator, value: unknown): unknown {
	if (SEVERAL.has(comparator)) {
		if (Array.isArray(value)) return value;
		return String(value ?? '')
			.split(',')
			.map((each) => each.trim())
			.filter(Boolean);
	}
	return value === '' || value === null || value === undefined ? EMPTY : value;
}

/** Criteria given as JSON, in Zoho's own form; narrowed to what a job takes. */
export function criteriaOfJson(given: unknown): Criteria | CriteriaFault | undefined {
	let value = given;
	if (typeof given === 'string') {
		if (given.trim() === '') return undefined;
		try {
			value = JSON.parse(given);
		} catch (error) {
			const why = reasonOf(error);
			return criteriaWrong(`it is no JSON (${why})`, JSON_FIX);
		}
	}
	if (value === null || value === undefined) return undefined;
	if (isObject(value) && Object.keys(value).length === 0) return undefined;
	return criteriaIn(value);
}

const JSON_FIX =
	'Write a condition like { "field": { "api_name": "City" }, "comparator": "equal", "value": "Berlin" }, or a group ' +
	'{ "group_operator": "and", "group": [ … ] }.';

function criteriaIn(value: unknown): Criteria | CriteriaFault {
	if (!isObject(value)) return criteriaWrong('a condition is no object', JSON_FIX);
	if ('group' in value) return groupIn(value);
	const { field, api_name: short, comparator, value: compared } = value;
	const name = isObject(field) ? field.api_name : (field ?? short);
	const known = COMPARATORS.find((each) => each === comparator);
	if (typeof name !== 'string' || name === '')
		return criteriaWrong('a condition has no field', JSON_FIX);
	if (!known) {
		const shown = shownValue(comparator);
		return criteriaWrong(
			`${name} is compared by ${shown}`,
			`Zoho knows ${COMPARATORS.join(', ')}.`,
		);
	}
	return { field: { api_name: name }, comparator: known, value: compared };
}

function groupIn({ group, group_operator: join }: Record<string, unknown>) {
	if (!Array.isArray(group) || group.length === 0 || (join !== 'and' && join !== 'or')) {
		return criteriaWrong('a group needs group_operator (and, or) and conditions', JSON_FIX);
	}
	const parts = group.map(criteriaIn);
	const wrong = parts.find((part) => 'message' in part);
	return wrong ?? ({ group_operator: join, group: parts } as Criteria);
}
