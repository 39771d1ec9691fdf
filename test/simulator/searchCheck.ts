import type { Org } from './org';
import { isZohoDate, parseZohoTime } from './recordTime';
import { refuse } from './replies';
import type { SimReply } from './route';
import { fieldOf, numberTypes, type FieldSchema, type ModuleData } from './schema';
import type { SearchNode } from './searchCriteria';

const ordered = [
	'equals',
	'not_equal',
	'greater_equal',
	'greater_than',
	'less_equal',
	'less_than',
	'between',
	'in',
];

/** Operators by field type, from the note on the search page. */
function operatorsFor(field: FieldSchema): string[] {
	switch (field.type) {
		case 'boolean':
			return ['equals', 'not_equal'];
		case 'textarea':
			return ['equals', 'not_equal', 'starts_with'];
		case 'lookup':
		case 'ownerlookup':
		case 'userlookup':
		case 'picklist':
		case 'autonumber':
			return ['equals', 'not_equal', 'in'];
		case 'text':
		case 'email':
		case 'phone':
		case 'website':
		case 'multiselectpicklist':
			return ['equals', 'not_equal', 'starts_with', 'in'];
		case 'subform':
			return [];
		default:
			return ordered;
	}
}

export function invalidQuery(details: Record<string, unknown>): SimReply {
	return refuse(400, 'INVALID_QUERY', 'invalid query formed', details);
}

/** `id` may be searched like a lookup to the record itself. */
export const idField = { apiName: 'id', type: 'lookup', searchable: true } as FieldSchema;

export function searchedField(org: Org, module: ModuleData, name: string): FieldSchema | undefined {
	if (name === 'id') return idField;
	if (name === 'Modified_Time' && !org.switches.modifiedTimeSearchable) return undefined;
	const field = fieldOf(module.schema, name);
	return field?.searchable ? field : undefined;
}

function valueFits(field: FieldSchema, value: string): boolean {
	if (value === 'null' || value === '${EMPTY}') return true;
	if (numberTypes.has(field.type)) return /^-?\d+(\.\d+)?$/.test(value);
	switch (field.type) {
		case 'bigint':
		case 'lookup':
		case 'ownerlookup':
		case 'userlookup':
			return /^-?\d+$/.test(value);
		case 'boolean':
			return value === 'true' || value === 'false';
		case 'date':
			return isZohoDate(value);
		case 'datetime':
			return parseZohoTime(value, 'accepted') !== undefined;
		default:
			return true;
	}
}

/** What is wrong with one test of a search: field, operator, number or kind of values. */
export function testFault(
	org: Org,
	module: ModuleData,
	test: SearchNode & { kind: 'test' },
): SimReply | undefined {
	const field = searchedField(org, module, test.field);
	if (!field) {
		const reason = 'the field is not available for search';
		return invalidQuery({ reason, api_name: test.field });
	}
	const { operator } = test;
	if (!operatorsFor(field).includes(operator)) {
		return invalidQuery({ reason: 'invalid operator found', api_name: test.field, operator });
	}
	const limit = operator === 'in' ? 100 : operator === 'between' ? 2 : Number.POSITIVE_INFINITY;
	if (test.values.length > limit || (operator === 'between' && test.values.length !== 2)) {
		return invalidQuery({ reason: 'invalid number of values', api_name: test.field, limit });
	}
	if (!test.values.every((value) => valueFits(field, value))) {
		return invalidQuery({ reason: 'invalid value found', api_name: test.field });
	}
	return undefined;
}
