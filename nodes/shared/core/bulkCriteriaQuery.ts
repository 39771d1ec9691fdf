import type { Comparator, Criteria } from './bulkCriteria';
import { EMPTY, conditionsOf } from './bulkCriteria';
import { coqlText } from './coqlText';
import { csvTypeOf } from './csvTypes';
import type { ExportField } from './exportColumns';
import { VALUES_PER_QUERY } from './limits';

/** Conditions of a query: COQL-Limitations.html. */
const CONDITIONS_PER_QUERY = 25;

const OPERATORS: Partial<Record<Comparator, string>> = {
	equal: '=',
	not_equal: '!=',
	less_than: '<',
	less_equal: '<=',
	greater_than: '>',
	greater_equal: '>=',
};

/**
 * The same criteria as the WHERE of a query, or the reason why no query means the same.
 * Two conditions a pair of parentheses: COQL takes no more (api/v8/COQL-Overview.html).
 */
export function coqlWhereOf(
	criteria: Criteria | undefined,
	fields: readonly ExportField[],
): { where: string } | { reason: string } {
	if (!criteria) return { where: 'id is not null' };
	if (conditionsOf(criteria).length > CONDITIONS_PER_QUERY) {
		return { reason: `a query takes ${CONDITIONS_PER_QUERY} conditions` };
	}
	const reasons: string[] = [];
	const where = whereOf(criteria, fields, reasons);
	return reasons.length > 0 ? { reason: reasons[0] } : { where };
}

function whereOf(criteria: Criteria, fields: readonly ExportField[], reasons: string[]): string {
	if ('group' in criteria) {
		const parts = criteria.group.map((part) => whereOf(part, fields, reasons));
		return parts.reduce((left, right) => `(${left} ${criteria.group_operator} ${right})`);
	}
	const name = criteria.field.api_name;
	const field = fields.find(({ apiName }) => apiName === name.split('.')[0]);
	if (name.startsWith('$')) reasons.push(`${name} is no column of a query`);
	if (field?.dataType === 'textarea' && !name.includes('.'))
		reasons.push(`a query cannot compare the long text ${name}`);
	return conditionOf(criteria, literalsFor(name, field), reasons);
}

/** Numbers and truth stand bare, everything else in quotes. */
function literalsFor(name: string, field: ExportField | undefined): (value: unknown) => string {
	const type = !field || name.includes('.') ? 'text' : csvTypeOf(field.dataType, field.jsonType);
	return (value) => {
		const text = String(value);
		const bare =
			typeof value === 'number' ||
			typeof value === 'boolean' ||
			(type === 'number' && /^-?\d+(\.\d+)?$/.test(text)) ||
			(type === 'boolean' && /^(true|false)$/i.test(text));
		return bare ? text : coqlText(text);
	};
}

function conditionOf(
	{ field, comparator, value }: Exclude<Criteria, { group: unknown }>,
	literal: (value: unknown) => string,
	reasons: string[],
): string {
	const name = field.api_name;
	if (value === EMPTY) return `${name} is ${comparator === 'equal' ? '' : 'not '}null`;
	const operator = OPERATORS[comparator];
	if (operator) return `${name} ${operator} ${literal(value)}`;
	const values = Array.isArray(value) ? value : [value];
	if (values.length > VALUES_PER_QUERY)
		reasons.push(`a query takes ${VALUES_PER_QUERY} values for ${name}`);
	const not = comparator.startsWith('not_') ? 'not ' : '';
	if (comparator === 'in' || comparator === 'not_in')
		return `${name} ${not}in (${values.map(literal).join(', ')})`;
	if (comparator.endsWith('between'))
		return `${name} ${not}between ${values.map(literal).join(' and ')}`;
	const text = String(value);
	if (text.includes('%')) reasons.push(`% in the value of ${name} means something in a query`);
	return `${name} ${not}like ${coqlText(likeOf(comparator, text))}`;
}

function likeOf(comparator: Comparator, text: string): string {
	if (comparator === 'starts_with') return `${text}%`;
	return comparator === 'ends_with' ? `%${text}` : `%${text}%`;
}
