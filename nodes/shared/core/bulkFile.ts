import { stringify, strToU8, zipSync } from '../vendor';
import { COLUMNS_PER_FILE, ROWS_PER_FILE, ZIP_BYTES } from './bulkLimits';
import type { CellsOf } from './joinKey';

/** A zip with one CSV, ready to be uploaded. */
export interface PackedFile {
	/** The rows in it, in order. */
	rows: number[];
	zip: Uint8Array;
	/** Name of the CSV. */
	name: string;
}

export interface FileShape {
	/** API names in the order of the file, which has them as its header. */
	columns: readonly string[];
	cell: CellsOf;
	/** Name of the CSV. */
	name: string;
}

/** Cells that hold another delimiter are quoted too: Zoho finds out the delimiter by itself. */
const OTHER_DELIMITERS = /[;:|\t]/;

/** The CSV of some rows: a header, commas, UTF-8 without a mark, text as it is (formulas too). */
export function csvOf(rows: readonly number[], { columns, cell }: FileShape): string {
	const lines = rows.map((row) => columns.map((column) => cell(row, column)));
	return stringify([[...columns], ...lines], { quoted_match: OTHER_DELIMITERS });
}

/**
 * Packs rows into as few files as Zoho's limits allow: 25,000 rows, and 25 MB of zip.
 * @throws RangeError for more than 200 columns, and for a row that alone is too large
 */
export function packRows(
	rows: readonly number[],
	shape: FileShape,
	most = ZIP_BYTES,
): PackedFile[] {
	if (shape.columns.length > COLUMNS_PER_FILE) {
		throw new RangeError(
			`${shape.columns.length} columns are filled, and Zoho takes ${COLUMNS_PER_FILE} in a bulk job`,
		);
	}
	const files: PackedFile[] = [];
	for (const part of evenParts(rows, ROWS_PER_FILE)) files.push(...packPart(part, shape, most));
	return files;
}

/** The same rows give the same bytes, by which a job that was created of them before is known again. */
const NO_TIME = new Date(1981, 0, 1);

function packPart(rows: readonly number[], shape: FileShape, most: number): PackedFile[] {
	const zip = zipSync({ [shape.name]: strToU8(csvOf(rows, shape)) }, { level: 6, mtime: NO_TIME });
	if (zip.length <= most) return [{ rows: [...rows], zip, name: shape.name }];
	if (rows.length === 1) {
		throw new RangeError(`row ${rows[0]} alone has ${zip.length} bytes zipped, Zoho takes 25 MB`);
	}
	// A little more than the size asks for: what is cut in two zips a little worse.
	const parts = Math.ceil((zip.length / most) * 1.02);
	const size = Math.ceil(rows.length / Math.max(parts, 2));
	return evenParts(rows, size).flatMap((part) => packPart(part, shape, most));
}

function evenParts(rows: readonly number[], size: number): number[][] {
	const parts: number[][] = [];
	for (let from = 0; from < rows.length; from += size) parts.push(rows.slice(from, from + size));
	return parts;
}
