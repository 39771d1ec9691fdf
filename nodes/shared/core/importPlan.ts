import type { PackedFile } from './bulkFile';
import { packRows } from './bulkFile';
import { cellText } from './bulkCell';
import { ROWS_PER_FILE } from './bulkLimits';
import { mappingOf } from './bulkMapping';
import type { BulkWrite } from './bulkRow';
import { batchIsCheaper } from './bulkRoutes';
import type { FieldMeta } from './fieldMeta';
import type { CellsOf, JoinKey } from './joinKey';
import { chooseJoinKey, joinable } from './joinKey';
import type { LivePrices } from './prices';
import type { Row, ZohoRecord } from './row';
import { keyOfCells } from './resultCsv';

export interface ImportWish {
	module: string;
	write: BulkWrite;
	findBy: string | null;
	lookups: ReadonlyMap<string, string>;
	layout: string;
	/** The field for a key of our own; null for none. */
	rowKeyField: string | null;
	/** The key of our own for a row. */
	rowKeyOf(row: number): string;
	numberedKeys: boolean;
	/** Small amounts may go out by batch. */
	mayBatch: boolean;
	/** Zoho's own prices, by which batch and job are compared. */
	prices?: LivePrices | null;
}

/** One job to be: a file and how Zoho is to read it. */
export interface PlannedFile extends PackedFile {
	columns: string[];
	/** False where an empty cell of the file is to empty the field. */
	ignoreEmpty: boolean;
	mappings: Array<Record<string, unknown>>;
}

export interface ImportPlan {
	files: PlannedFile[];
	/** Rows that are cheaper by batch. */
	batch: Row[];
	key: JoinKey;
	/** Keys of our own are bare numbers, as their field takes nothing else. */
	numberedKeys: boolean;
	/** By row in a file: the cells that name it. */
	keys: Map<number, string[]>;
	/** Rows in files that their result cannot be told of. */
	unjoinable: Set<number>;
}

/**
 * Decides which rows go by job and which by batch, and packs the files. Rows that clear fields need jobs of their own,
 * as ignoring empty cells is said once for a whole job.
 * @param fields the module's fields by API name
 * @throws RangeError when Zoho's limits cannot be kept
 */
export function planImport(
	rows: readonly Row[],
	wish: ImportWish,
	fields: ReadonlyMap<string, FieldMeta>,
): ImportPlan {
	const plan: ImportPlan = {
		files: [],
		batch: [],
		key: { columns: [], written: false },
		numberedKeys: wish.numberedKeys,
		keys: new Map(),
		unjoinable: new Set(),
	};
	const groups = groupsOf(rows).map((group) => splitTail(group, wish, plan.batch));
	const inFiles = groups.flatMap((group) => group);
	if (inFiles.length === 0) return plan;
	const byIndex = new Map(inFiles.map((row) => [row.index, row.record]));
	const cell = cellsOf(byIndex, fields, wish);
	plan.key = keyFor(inFiles, cell, wish, fields);
	for (const group of groups) {
		for (const file of filesFor(group, plan.key, cell, wish, fields)) {
			const inFile = new Set(file.rows);
			if (wish.mayBatch && batchIsCheaper(inFile.size, callOf(wish.write), wish.prices))
				plan.batch.push(...group.filter(({ index }) => inFile.has(index)));
			else addFile(plan, file, cell);
		}
	}
	plan.batch.sort((a, b) => a.index - b.index);
	return plan;
}

export const callOf = (write: BulkWrite) => `records.${write}` as const;

/** Rows that clear nothing first; then those that do, by the columns they hold. */
function groupsOf(rows: readonly Row[]): Row[][] {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const clears = Object.values(row.record).includes(null);
		const shape = clears ? Object.keys(row.record).sort().join('\n') : '';
		const group = groups.get(shape);
		if (group) group.push(row);
		else groups.set(shape, [row]);
	}
	return [...groups.values()];
}

/** Takes the rows behind the last full file out when they are cheaper by batch; the others stay for files. */
function splitTail(group: readonly Row[], wish: ImportWish, batch: Row[]): Row[] {
	const tail = group.length % ROWS_PER_FILE;
	if (tail === 0 || !wish.mayBatch) return [...group];
	if (!batchIsCheaper(tail, callOf(wish.write), wish.prices)) return [...group];
	const cut = group.length - tail;
	batch.push(...group.slice(cut));
	return group.slice(0, cut);
}

function cellsOf(
	records: ReadonlyMap<number, ZohoRecord>,
	fields: ReadonlyMap<string, FieldMeta>,
	{ rowKeyField, rowKeyOf }: ImportWish,
): CellsOf {
	return (row, column) => {
		if (column === rowKeyField) return rowKeyOf(row);
		return cellText(records.get(row)?.[column], fields.get(column)) ?? '';
	};
}

/** Types whose text Zoho may write in another way than it was sent. */
const REWRITTEN = new Set([
	'boolean',
	'currency',
	'date',
	'datetime',
	'double',
	'multiselectpicklist',
	'percent',
]);

function keyFor(
	rows: readonly Row[],
	cell: CellsOf,
	{ findBy, rowKeyField }: ImportWish,
	fields: ReadonlyMap<string, FieldMeta>,
): JoinKey {
	const plain = columnsOf(rows).filter(
		(column) => !REWRITTEN.has(fields.get(column)?.dataType ?? ''),
	);
	const at: CellsOf = (place, column) => cell(rows[place].index, column);
	return chooseJoinKey(rows.length, at, {
		findBy,
		unique: plain.filter((column) => fields.get(column)?.unique),
		rowKeyField,
		plain,
	});
}

/** Every column that a row fills, in the order in which they first come. */
function columnsOf(rows: readonly Row[]): string[] {
	const columns = new Set<string>();
	for (const { record } of rows) for (const name of Object.keys(record)) columns.add(name);
	return [...columns];
}

function filesFor(
	group: readonly Row[],
	key: JoinKey,
	cell: CellsOf,
	wish: ImportWish,
	fields: ReadonlyMap<string, FieldMeta>,
): PlannedFile[] {
	const filled = columnsOf(group);
	// The key comes first: the result returns three columns, by their place in the file or in the mappings.
	const first = key.columns.filter((column) => key.written || filled.includes(column));
	const columns = [...first, ...filled.filter((column) => !first.includes(column))];
	const rows = group.map(({ index }) => index);
	const shape = { columns, cell, name: `${wish.module}.csv` };
	const ignoreEmpty = !group.some(({ record }) => Object.values(record).includes(null));
	const mappings = columns.map((name, index) =>
		mappingOf(name, index, wish.lookups, fields.get(name)),
	);
	if (wish.layout) mappings.push({ api_name: 'Layout', default_value: { value: wish.layout } });
	return packRows(rows, shape).map((file) => ({ ...file, columns, ignoreEmpty, mappings }));
}

function addFile(plan: ImportPlan, file: PlannedFile, cell: CellsOf): void {
	plan.files.push(file);
	const columns = file.columns.slice(0, plan.key.columns.length);
	const cells = file.rows.map((row) => columns.map((column) => cell(row, column).trim()));
	const alone = joinable(cells.map(keyOfCells));
	file.rows.forEach((row, at) => {
		plan.keys.set(row, cells[at]);
		if (!alone[at]) plan.unjoinable.add(row);
	});
}
