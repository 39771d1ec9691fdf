import { csvTypeOf } from './csvTypes';
import type { ExportField } from './exportColumns';
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

/** Comparisons that take a list. */
export const SEVERAL = new Set<Comparator>(['in', 'not_in', 'between', 'not_between']);

/** What is wrong, under the parameter's displayed name. */
export const criteriaWrong = (what: string, fix: string): CriteriaFault => ({
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
		return criteriaWrong(
			`the module has no field ${unknown.name}.${hint}`,
			'Give API names of fields.',
		);
	}
	return conditions.map((condition) => conditionFault(condition, fields)).find(Boolean);
}

function conditionFault(
	{ field, comparator, value }: Exclude<Criteria, { group: unknown }>,
	fields: readonly ExportField[],
): CriteriaFault | undefined {
	const name = field.api_name;
	const meta = fields.find(({ apiName }) => apiName === name);
	const takes = meta && comparatorsOf(meta);
	if (takes && !takes.includes(comparator)) {
		return criteriaWrong(
			`Zoho does not compare ${name} (${meta.dataType}) by ${comparator}`,
			`It takes ${takes.length === 0 ? 'no comparison' : takes.join(', ')}.`,
		);
	}
	if (value === EMPTY && comparator !== 'equal' && comparator !== 'not_equal')
		return criteriaWrong(`${name} ${comparator} takes a value`, 'Give one.');
	const isPair = comparator.endsWith('between');
	const form = SEVERAL.has(comparator) ? (isPair ? 'two values' : 'a list') : 'one value';
	const count = Array.isArray(value) ? value.length : undefined;
	const fits = form === 'one value' ? count === undefined : isPair ? count === 2 : (count ?? 0) > 0;
	return fits
		? undefined
		: criteriaWrong(`${name} ${comparator} takes ${form}`, 'Correct the value.');
}
