import { parse, stringify } from '../vendor';
import { cellText } from './csvTypes';
import type { ExportColumn } from './exportColumns';
import { isObject } from './isObject';

/** The header of a file that we write ourselves, as a job writes it. */
export const headerOf = (columns: readonly ExportColumn[]): string =>
	stringify([columns.map(({ path }) => path)]);

/** Rows of a query as a job's file has them. */
export const csvOfRows = (
	columns: readonly ExportColumn[],
	rows: ReadonlyArray<Record<string, unknown>>,
): string =>
	stringify(
		rows.map((row) => columns.map(({ path, nameOf }) => cellText(valueOf(row, path, nameOf)))),
	);

function valueOf(row: Record<string, unknown>, path: string, nameOf: string | undefined): unknown {
	if (nameOf === undefined) return row[path];
	const lookup = row[nameOf];
	return isObject(lookup) ? lookup.name : null;
}

/** The cells of whole records. */
export const cellsOf = (records: Uint8Array | string): string[][] =>
	parse(typeof records === 'string' ? records : Buffer.from(records), {
		relax_column_count: true,
		skip_empty_lines: true,
	});
