import { compareStored, passes, type Comparator } from './comparing';
import type { CheckedQuery } from './coqlCheck';
import type { ResolvedColumn } from './coqlColumns';
import type { CoqlColumn, CoqlCondition, CoqlOperator } from './coqlSyntax';
import type { Org } from './org';
import { recordsWith, type StoredRecord } from './recordStore';
import { referenceTypes, textTypes, type ModuleData } from './schema';

type Row = Record<string, unknown>;
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

function runCondition(
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

/** A superset of the rows by an index, where some test that must hold compares a field, or the id, with values. */
function candidates(
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

function sortRecords(org: Org, { query, columns }: CheckedQuery, records: StoredRecord[]): void {
	const aliases = new Map(query.columns.map(({ key, path }) => [key, path]));
	const orders = query.orderBy.map(({ column, descending }) => ({
		column: columns.get(aliases.get(column) ?? column)!,
		sign: descending ? -1 : 1,
	}));
	if (orders.length === 0) return;
	records.sort((a, b) => {
		for (const { column, sign } of orders) {
			const order = compareStored(org, column.type, column.stored(a), column.stored(b));
			if (order !== 0) return sign * order;
		}
		return 0;
	});
}

function aggregated(org: Org, column: CoqlColumn, found: ResolvedColumn, rows: StoredRecord[]) {
	const values = rows
		.map((record) => found.stored(record))
		.filter((value) => value !== null && value !== undefined);
	if (column.aggregate === 'COUNT') return values.length;
	if (values.length === 0) return null;
	if (column.aggregate === 'SUM' || column.aggregate === 'AVG') {
		const sum = values.reduce<number>((total, value) => total + Number(value), 0);
		return column.aggregate === 'SUM' ? sum : sum / values.length;
	}
	const sorted = values.sort((a, b) => compareStored(org, found.type, a, b));
	return column.aggregate === 'MIN' ? sorted[0] : sorted[sorted.length - 1];
}

function groupRows(org: Org, { query, columns }: CheckedQuery, records: StoredRecord[]): Row[] {
	const groups = new Map<string, StoredRecord[]>();
	for (const record of records) {
		const key = JSON.stringify(query.groupBy.map((path) => columns.get(path)!.stored(record)));
		const group = groups.get(key);
		if (group) group.push(record);
		else groups.set(key, [record]);
	}
	// Without `group by` the aggregates speak of all rows, also of none.
	if (query.groupBy.length === 0 && groups.size === 0) groups.set('', []);
	return [...groups.values()].map((rows) =>
		Object.fromEntries(
			query.columns.map((column) => {
				const found = columns.get(column.path)!;
				const value = column.aggregate
					? aggregated(org, column, found, rows)
					: rows[0] && found.shown(rows[0]);
				return [column.key, value ?? null];
			}),
		),
	);
}

function plainRows({ query, columns }: CheckedQuery, records: StoredRecord[]): Row[] {
	return records.map((record) => ({
		...Object.fromEntries(
			query.columns.map(({ key, path }) => [key, columns.get(path)!.shown(record)]),
		),
		id: record.id,
	}));
}

/**
 * Rows of a checked query, by id ascending unless ordered otherwise. Every plain row carries `id`.
 * @param base the records the query starts from: those of the module, or of a custom view
 */
export function runQuery(
	org: Org,
	module: ModuleData,
	checked: CheckedQuery,
	base: StoredRecord[] | undefined,
): { rows: Row[]; more: boolean } {
	const { query, columns } = checked;
	const from = base ??
		candidates(module, query.where, columns) ?? [...module.store.records.values()];
	const records = from.filter(runCondition(org, query.where, columns));
	const [start, end] = [query.offset, query.offset + (query.limit ?? 200)];
	const grouped = query.groupBy.length > 0 || query.columns.some(({ aggregate }) => aggregate);
	sortRecords(org, checked, records);
	if (grouped) {
		const rows = groupRows(org, checked, records);
		return { rows: rows.slice(start, end), more: end < rows.length };
	}
	return { rows: plainRows(checked, records.slice(start, end)), more: end < records.length };
}
