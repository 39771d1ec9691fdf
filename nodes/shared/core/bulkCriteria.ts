import { csvTypeOf } from './csvTypes';
import type { ExportField } from './exportColumns';
import { isObject } from './isObject';
import { unknownFieldIn } from './readFields';

/** Comparisons of a bulk read (https://www.zoho.com/crm/developer/docs/api/v7/bulk-read/create-job.html). */
export const COMPARATORS = [
	'equal',
	'not_equal',
	'in',
	'not_in',
	'less_than',
	'less_equal',
	'greater_than',
	'greater_equal',
	'between',
	'not_between',
	'contains',
	'not_contains',
	'starts_with',
	'ends_with',
] as const;

export type Comparator = (typeof COMPARATORS)[number];

/** What is compared with an empty field, in place of a value. */
export const EMPTY = '${EMPTY}';

/** One condition, or several joined; in memory as Zoho takes it on the wire. */
export type Criteria =
	| { field: { api_name: string }; comparator: Comparator; value: unknown }
	| { group_operator: 'and' | 'or'; group: Criteria[] };

/** What is wrong with criteria, and what to do about it. */
export interface CriteriaFault {
	message: string;
	fix: string;
}

/** A row of the form. */
export interface CriteriaRow {
	field: string;
	comparator: string;
	value: unknown;
}

const SEVERAL = new Set<Comparator>(['in', 'not_in', 'between', 'not_between']);

/** The rows of the form as criteria; undefined without rows. */
export function criteriaOfRows(
	rows: readonly CriteriaRow[],
	join: 'and' | 'or',
): Criteria | CriteriaFault | undefined {
	const leaves: Criteria[] = [];
	for (const { field, comparator, value } of rows) {
		const known = COMPARATORS.find((each) => each === comparator);
		if (field === '' || !known) return fault('a row lacks its field or its comparison', ROW_FIX);
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
			const why = error instanceof Error ? error.message : String(error);
			return fault(`it is no JSON (${why})`, JSON_FIX);
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
	if (!isObject(value)) return fault('a condition is no object', JSON_FIX);
	if ('group' in value) return groupIn(value);
	const { field, api_name: short, comparator, value: compared } = value;
	const name = isObject(field) ? field.api_name : (field ?? short);
	const known = COMPARATORS.find((each) => each === comparator);
	if (typeof name !== 'string' || name === '') return fault('a condition has no field', JSON_FIX);
	if (!known) {
		const shown = JSON.stringify(comparator) ?? 'nothing';
		return fault(`${name} is compared by ${shown}`, `Zoho knows ${COMPARATORS.join(', ')}.`);
	}
	return { field: { api_name: name }, comparator: known, value: compared };
}

function groupIn({ group, group_operator: join }: Record<string, unknown>) {
	if (!Array.isArray(group) || group.length === 0 || (join !== 'and' && join !== 'or')) {
		return fault('a group needs group_operator (and, or) and conditions', JSON_FIX);
	}
	const parts = group.map(criteriaIn);
	const wrong = parts.find((part) => 'message' in part);
	return wrong ?? ({ group_operator: join, group: parts } as Criteria);
}

const fault = (what: string, fix: string): CriteriaFault => ({
	message: `'Criteria': ${what}`,
	fix,
});

/** All conditions, without their groups. */
export const conditionsOf = (criteria: Criteria): Array<Exclude<Criteria, { group: unknown }>> =>
	'group' in criteria ? criteria.group.flatMap(conditionsOf) : [criteria];

const SETS: Comparator[] = ['equal', 'not_equal', 'in', 'not_in'];
const ORDER: Comparator[] = ['less_than', 'less_equal', 'greater_than', 'greater_equal'];

/** What Zoho compares a field by (create-job page of bulk read); undefined for types that the page does not name. */
function comparatorsOf({ dataType, jsonType }: ExportField): Comparator[] | undefined {
	if (dataType === 'subform') return [];
	if (dataType === 'date' || dataType === 'datetime')
		return [...SETS, ...ORDER, 'between', 'not_between'];
	switch (csvTypeOf(dataType, jsonType)) {
		case 'number':
			return [...SETS, ...ORDER];
		case 'boolean':
			return ['equal'];
		case 'lookup':
			return SETS;
		default:
			return TEXTS.has(dataType)
				? [...SETS, 'contains', 'not_contains', 'starts_with', 'ends_with']
				: undefined;
	}
}

const TEXTS = new Set(['email', 'phone', 'picklist', 'text', 'textarea', 'website']);

/** What is known to be refused, by the fields of the module. */
export function criteriaFault(
	criteria: Criteria,
	fields: readonly ExportField[],
): CriteriaFault | undefined {
	const conditions = conditionsOf(criteria);
	const unknown = unknownFieldIn(
		conditions.map(({ field }) => field.api_name),
		fields,
	);
	if (unknown) {
		const hint = unknown.nearest ? ` Did you mean ${unknown.nearest}?` : '';
		return fault(`the module has no field ${unknown.name}.${hint}`, 'Give API names of fields.');
	}
	for (const { field, comparator, value } of conditions) {
		const meta = fields.find(({ apiName }) => apiName === field.api_name);
		const takes = meta && comparatorsOf(meta);
		if (takes && !takes.includes(comparator)) {
			const types = takes.length === 0 ? 'no comparison' : takes.join(', ');
			return fault(
				`Zoho does not compare ${field.api_name} (${meta.dataType}) by ${comparator}`,
				`It takes ${types}.`,
			);
		}
		if (value === EMPTY && comparator !== 'equal' && comparator !== 'not_equal') {
			return fault(`${field.api_name} ${comparator} takes a value`, 'Give one.');
		}
		const count = Array.isArray(value) ? value.length : undefined;
		const wanted = comparator.endsWith('between') ? 2 : undefined;
		const fits = SEVERAL.has(comparator)
			? count !== undefined && count > 0 && (wanted === undefined || count === wanted)
			: count === undefined;
		if (!fits) {
			const form = SEVERAL.has(comparator) ? (wanted ? 'two values' : 'a list') : 'one value';
			return fault(`${field.api_name} ${comparator} takes ${form}`, 'Correct the value.');
		}
	}
	return undefined;
}
