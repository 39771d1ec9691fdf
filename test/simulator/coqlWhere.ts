import { passes, type Comparator } from './comparing';
import type { CheckedQuery } from './coqlCheck';
import type { ResolvedColumn } from './coqlColumns';
import type { CoqlCondition, CoqlOperator } from './coqlSyntax';
import type { Org } from './org';
import { recordsWith, type StoredRecord } from './recordStore';
import { referenceTypes, textTypes, type ModuleData } from './schema';

type Test = CoqlCondition & { kind: 'test' };

const comparators: Partial<Record<CoqlOperator, Comparator>> = {
	'=': 'equal',
	'!=': 'not_equal',
	'<': 'less_than',
	'<=': 'less_equal',
	'>': 'greater_than',
	'>=': 'greater_equal',
	in: 'in',
	'not in': 'not_in',
	between: 'between',
	'not between': 'not_between',
	'is null': 'is_null',
	'is not null': 'is_not_null',
};

/** `like '%a%'` contains, `like 'a%'` starts with, `like '%a'` ends with, without `%` equals. */
function likeComparator(text: string): { comparator: Comparator; text: string } {
	const [open, close] = [text.startsWith('%'), text.endsWith('%')];
	const inner = text.slice(open ? 1 : 0, close && text.length > 1 ? -1 : undefined);
	if (open && close) return { comparator: 'contains', text: inner };
	if (close) return { comparator: 'starts_with', text: inner };
	return { comparator: open ? 'ends_with' : 'equal', text: inner };
}

function runTest(org: Org, test: Test, column: ResolvedColumn) {
	const values = test.values.map(({ text }) =>
		column.type === 'boolean' ? text.toLowerCase() : text,
	);
	if (test.operator !== 'like' && test.operator !== 'not like') {
		const comparator = comparators[test.operator]!;
		return (record: StoredRecord) =>
			passes(org, column.type, comparator, column.stored(record), values);
	}
	const like = likeComparator(values[0]);
	const wanted = test.operator === 'like';
	return (record: StoredRecord) => {
		const held = column.stored(record);
		if (held === null || held === undefined) return false;
		return passes(org, column.type, like.comparator, held, [like.text]) === wanted;
	};
}

/** A condition as a test of records. */
export function runCondition(
	org: Org,
	condition: CoqlCondition,
	columns: CheckedQuery['columns'],
): (record: StoredRecord) => boolean {
	if (condition.kind === 'test') {
		return runTest(org, condition, columns.get(condition.path)!);
	}
	const left = runCondition(org, condition.left, columns);
	const right = runCondition(org, condition.right, columns);
	return condition.kind === 'and'
		? (record) => left(record) && right(record)
		: (record) => left(record) || right(record);
}

/**
 * A superset of the rows by an index, where some test that must hold compares a field, or the id, with values;
 * undefined: all have to be read.
 */
export function candidates(
	module: ModuleData,
	condition: CoqlCondition,
	columns: CheckedQuery['columns'],
): StoredRecord[] | undefined {
	if (condition.kind !== 'test') {
		if (condition.kind === 'or') return undefined;
		return (
			candidates(module, condition.left, columns) ?? candidates(module, condition.right, columns)
		);
	}
	if (condition.operator !== '=' && condition.operator !== 'in') return undefined;
	const texts = condition.values.map(({ text }) => text);
	if (condition.path === 'id') {
		const ids = [...new Set(texts)].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
		return ids.flatMap((id) => module.store.records.get(id) ?? []);
	}
	const { field } = columns.get(condition.path)!;
	if (!field || !(textTypes.has(field.type) || referenceTypes.has(field.type))) return undefined;
	const found = texts.flatMap((text) => recordsWith(module.store, field.apiName, text));
	return [...new Set(found)].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}
