import { compareStored } from './comparing';
import type { CheckedQuery } from './coqlCheck';
import type { ResolvedColumn } from './coqlColumns';
import type { CoqlColumn } from './coqlSyntax';
import { candidates, runCondition } from './coqlWhere';
import type { Org } from './org';
import type { StoredRecord } from './recordStore';
import type { ModuleData } from './schema';

type Row = Record<string, unknown>;
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
