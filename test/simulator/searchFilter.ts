import { passes, type Comparator } from './comparing';
import type { Org } from './org';
import { isZohoDate, parseZohoTime } from './recordTime';
import { refuse } from './replies';
import type { SimReply } from './route';
import { fieldOf, numberTypes, textTypes, type FieldSchema, type ModuleData } from './schema';
import { CriteriaSyntaxError, parseCriteria, testsIn, type SearchNode } from './searchCriteria';

type Values = Record<string, unknown>;
export type RecordTest = (values: Values, id: string) => boolean;

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

const comparators: Record<string, Comparator> = {
	equals: 'equal',
	not_equal: 'not_equal',
	greater_equal: 'greater_equal',
	greater_than: 'greater_than',
	less_equal: 'less_equal',
	less_than: 'less_than',
	between: 'between',
	starts_with: 'starts_with',
	in: 'in',
};

function invalidQuery(details: Record<string, unknown>): SimReply {
	return refuse(400, 'INVALID_QUERY', 'invalid query formed', details);
}

/** `id` may be searched like a lookup to the record itself. */
const idField = { apiName: 'id', type: 'lookup', searchable: true } as FieldSchema;

function searchedField(org: Org, module: ModuleData, name: string): FieldSchema | undefined {
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

function testFault(
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

function runTest(org: Org, module: ModuleData, test: SearchNode & { kind: 'test' }): RecordTest {
	const field = searchedField(org, module, test.field)!;
	const many = test.operator === 'in' || test.operator === 'between';
	const given = many ? test.values : [test.values.join(',')];
	// On text, `equals` finds what contains the value (a note on the page).
	const comparator =
		test.operator === 'equals' && textTypes.has(field.type) && field.type !== 'picklist'
			? 'contains'
			: comparators[test.operator];
	return (values, id) => {
		const held = field === idField ? id : values[field.apiName];
		return passes(org, field.type, comparator, held, given);
	};
}

function runNode(org: Org, module: ModuleData, node: SearchNode): RecordTest {
	if (node.kind === 'test') return runTest(org, module, node);
	const parts = node.parts.map((part) => runNode(org, module, part));
	return node.kind === 'and'
		? (values, id) => parts.every((part) => part(values, id))
		: (values, id) => parts.some((part) => part(values, id));
}

/** The `criteria` of a search or count as a test of records, or 400 INVALID_QUERY. At most ten conditions. */
export function criteriaFilter(org: Org, module: ModuleData, text: string): RecordTest | SimReply {
	let node: SearchNode;
	try {
		node = parseCriteria(text);
	} catch (error) {
		if (error instanceof CriteriaSyntaxError) return invalidQuery({ reason: error.message });
		throw error;
	}
	const tests = testsIn(node);
	if (tests.length > 10) return invalidQuery({ reason: 'criteria limit exceeded', limit: 10 });
	for (const test of tests) {
		const fault = testFault(org, module, test);
		if (fault) return fault;
	}
	return runNode(org, module, node);
}

function fieldsOfType(module: ModuleData, type: FieldSchema['type']): string[] {
	return module.schema.fields.filter((field) => field.type === type).map(({ apiName }) => apiName);
}

/** `email`: any of the module's email fields. */
export function emailFilter(module: ModuleData, email: string): RecordTest {
	const names = fieldsOfType(module, 'email');
	const wanted = email.trim().toLowerCase();
	return (values) => names.some((name) => String(values[name] ?? '').toLowerCase() === wanted);
}

/** `phone`: any of the module's phone fields, by its digits. */
export function phoneFilter(module: ModuleData, phone: string): RecordTest {
	const names = fieldsOfType(module, 'phone');
	const digits = (text: unknown) => String(text ?? '').replace(/\D/g, '');
	const wanted = digits(phone);
	return (values) => wanted !== '' && names.some((name) => digits(values[name]) === wanted);
}

/** `word`: any searchable text of the record that contains it. */
export function wordFilter(module: ModuleData, word: string): RecordTest {
	const names = module.schema.fields
		.filter((field) => field.searchable && textTypes.has(field.type))
		.map(({ apiName }) => apiName);
	const wanted = word.trim().toLowerCase();
	return (values) =>
		names.some((name) =>
			String(values[name] ?? '')
				.toLowerCase()
				.includes(wanted),
		);
}
