import { parse } from '../vendor';
import type { ColumnFault } from './headerParts';
import { faultsIn } from './headerParts';
import type { RowOutcome } from './outcome';

/** One row of a bulk write's result, without the cells that name it. */
export interface ResultRow {
	/** In small letters: added, updated, skipped, unprocessed; the case in the file is not documented. */
	status: string;
	id: string | null;
	errors: string;
}

/** A result by the cells of its first columns; null where several rows have the same ones. */
export type ResultByKey = Map<string, ResultRow | null>;

/** How many of the mapped columns come back: api/v7/bulk-write/download-result.html. */
export const COLUMNS_RETURNED = 3;

/** The cells that name a row, as one text. Outer spaces may get lost on the way through Zoho. */
export const keyOfCells = (cells: readonly string[]): string =>
	JSON.stringify(cells.map((cell) => cell.replace(/\r\n?/g, '\n').trim()));

/** A row of a result with the cells that came back. */
export interface NamedRow {
	/** By header. */
	columns: Record<string, string>;
	cells: string[];
	row: ResultRow;
}

/**
 * Reads a result: the first three mapped columns, then STATUS, RECORD_ID, ERRORS; its rows stand in any order.
 * @throws Error for a file that is no such result
 */
export function namedRows(csv: string): NamedRow[] {
	const [header = [], ...lines]: string[][] = parse(csv, {
		bom: true,
		relax_column_count: true,
		skip_empty_lines: true,
	});
	const names = header.map((name) => name.trim());
	const [status, id, errors] = ['STATUS', 'RECORD_ID', 'ERRORS'].map((name) =>
		names.map((each) => each.toUpperCase()).lastIndexOf(name),
	);
	if (status < 0) throw new Error('it has no column STATUS');
	return lines.map((line) => ({
		columns: Object.fromEntries(names.slice(0, status).map((name, at) => [name, line[at] ?? ''])),
		cells: line.slice(0, status),
		row: {
			status: (line[status] ?? '').trim().toLowerCase(),
			id: (line[id] ?? '').trim() || null,
			errors: (line[errors] ?? '').trim(),
		},
	}));
}

/** @param keyColumns how many of the first columns name the row */
export function readResult(named: readonly NamedRow[], keyColumns: number): ResultByKey {
	const rows: ResultByKey = new Map();
	for (const { cells, row } of named) {
		const key = keyOfCells(cells.slice(0, keyColumns));
		rows.set(key, rows.has(key) ? null : row);
	}
	return rows;
}

const ACTIONS = { added: 'insert', updated: 'update' } as const;

/** What became of a row by the result of its job. `known`: the headers of the file. */
export function outcomeOfResult(
	{ status, id, errors }: ResultRow,
	known: readonly string[],
): RowOutcome {
	if (status === 'added' || status === 'updated') {
		return {
			outcome: 'written',
			id,
			action: ACTIONS[status],
			code: 'SUCCESS',
			message: `record ${status}`,
			details: id === null ? {} : { id },
			duplicateField: null,
		};
	}
	const faults = faultsIn(errors, known);
	const [first] = faults;
	const outcome =
		status === 'unprocessed' ? 'notSent' : status === 'skipped' ? 'refused' : 'unknown';
	return {
		outcome,
		code: first?.code ?? status.toUpperCase(),
		message: errors,
		details: { ...detailsOf(faults), status },
		reason: reasonOf(status, faults),
	};
}

/** `api_name` as in the answers of the records API, where one column alone is named. */
function detailsOf(faults: readonly ColumnFault[]): Record<string, unknown> {
	const [first] = faults;
	return {
		...(first?.headers[0] === undefined ? {} : { api_name: first.headers[0] }),
		...(faults.length > 0
			? { errors: faults.map(({ code, headers }) => ({ code, fields: headers })) }
			: {}),
	};
}

function reasonOf(status: string, faults: readonly ColumnFault[]): string {
	const told = faults.map(({ code, headers }) =>
		headers.length > 0 ? `${code} · field ${headers.join(', ')}` : code,
	);
	const why = told.length > 0 ? told.join('; ') : 'Zoho gave no reason';
	if (status === 'skipped') return `Zoho skipped the row: ${why}`;
	if (status === 'unprocessed') return `Zoho did not get to the row: ${why}`;
	return `Zoho's result says '${status}' of the row: ${why}`;
}
