import { parse } from 'csv-parse/sync';
import { BulkRefusal } from './bulkRefusal';

/** A file as it is to be imported. */
export interface CsvTable {
	header: string[];
	rows: string[][];
}

const DELIMITERS = [',', ';', ':', '|'];
const COLUMNS_LIMIT = 200;
export const ROWS_LIMIT = 25_000;

/** The delimiter that the header has most of; quoted text does not count. */
function delimiterOf(text: string): string {
	const header = text.replace(/"[^"]*"/g, '').split(/\r?\n/, 1)[0];
	const count = (delimiter: string) => header.split(delimiter).length;
	return DELIMITERS.reduce((best, one) => (count(one) > count(best) ? one : best));
}

function decode(bytes: Uint8Array, encoding: string): string {
	try {
		return new TextDecoder(encoding).decode(bytes);
	} catch {
		const details = { api_name: 'character_encoding' };
		throw new BulkRefusal('INVALID_FORMAT', 'unknown character encoding', details);
	}
}

/**
 * Reads a CSV whose first row is its header (https://www.zoho.com/crm/developer/docs/api/bulk-write/limitations.html).
 * @throws BulkRefusal for what cannot be read, or has more than 200 columns
 */
export function csvTable(bytes: Uint8Array, encoding: string): CsvTable {
	const text = decode(bytes, encoding);
	let lines: string[][];
	try {
		lines = parse(text, {
			bom: true,
			delimiter: delimiterOf(text),
			relax_column_count: true,
			skip_empty_lines: true,
		});
	} catch {
		throw new BulkRefusal('FILE_NOT_SUPPORTED', 'File not supported for bulk write');
	}
	const [header, ...rows] = lines;
	if (!header) throw new BulkRefusal('FILE_NOT_SUPPORTED', 'File not supported for bulk write');
	if (header.length > COLUMNS_LIMIT) {
		const details = { limit: COLUMNS_LIMIT };
		throw new BulkRefusal('HEADER_LIMIT_EXCEEDED', 'too many columns', details);
	}
	return { header: header.map((name) => name.trim()), rows };
}
