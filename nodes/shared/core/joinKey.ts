import { COLUMNS_RETURNED, keyOfCells } from './resultCsv';

/** The cells of a row by the API name of their column; missing ones are ''. */
export type CellsOf = (row: number, column: string) => string;

export interface JoinKey {
	/** The first columns of the file, at most three. */
	columns: string[];
	/** Whether the node writes them: the 'Row Key Field'. */
	written: boolean;
}

export interface JoinKeyChoice {
	findBy: string | null;
	/** Mapped fields that Zoho keeps unique. */
	unique: readonly string[];
	/** The field into which a key of our own may be written; null for none. */
	rowKeyField: string | null;
	/** Mapped columns whose text comes back as it was sent. */
	plain: readonly string[];
}

/**
 * Which columns name a row in the result, which comes in another order and holds only the first three: the field that
 * records are found by, else a unique one, else the field for a key of our own, else up to three columns that are
 * together unique. What does not tell all rows apart alone gets more columns beside it.
 * @param rows how many there are
 */
export function chooseJoinKey(rows: number, cell: CellsOf, choice: JoinKeyChoice): JoinKey {
	const { findBy, unique, rowKeyField, plain } = choice;
	for (const column of [...(findBy === null ? [] : [findBy]), ...unique]) {
		if (isFull(rows, cell, column) && distinct(rows, cell, [column]) === rows)
			return { columns: [column], written: false };
	}
	if (rowKeyField !== null) return { columns: [rowKeyField], written: true };
	const first = findBy ?? unique[0];
	return {
		columns: extend(rows, cell, first === undefined ? [] : [first], plain),
		written: false,
	};
}

/** Adds, each time, the column that tells most rows apart, until all are, or three columns are taken. */
function extend(
	rows: number,
	cell: CellsOf,
	start: readonly string[],
	plain: readonly string[],
): string[] {
	const columns = [...start];
	let told = columns.length > 0 ? distinct(rows, cell, columns) : 0;
	while (columns.length < COLUMNS_RETURNED && told < rows) {
		let best = { column: '', told };
		for (const column of plain.filter((each) => !columns.includes(each))) {
			if (best.told === rows) break;
			const toldBeside = distinct(rows, cell, [...columns, column]);
			if (toldBeside > best.told) best = { column, told: toldBeside };
		}
		if (best.told === told) break;
		columns.push(best.column);
		told = best.told;
	}
	return columns;
}

function isFull(rows: number, cell: CellsOf, column: string): boolean {
	for (let row = 0; row < rows; row++) if (cell(row, column).trim() === '') return false;
	return true;
}

function distinct(rows: number, cell: CellsOf, columns: readonly string[]): number {
	const seen = new Set<string>();
	for (let row = 0; row < rows; row++) seen.add(keyOfCells(columns.map((each) => cell(row, each))));
	return seen.size;
}

/** The rows that have their key for themselves. */
export function joinable(keys: readonly string[]): boolean[] {
	const counts = new Map<string, number>();
	for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
	return keys.map((key) => counts.get(key) === 1);
}
