import { passes, type Comparator } from './comparing';
import type { Org } from './org';
import type { SimReply } from './route';
import { textTypes, type ModuleData } from './schema';
import { idField, invalidQuery, searchedField, testFault } from './searchCheck';
import { CriteriaSyntaxError, parseCriteria, testsIn, type SearchNode } from './searchCriteria';

type Values = Record<string, unknown>;
export type RecordTest = (values: Values, id: string) => boolean;

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
