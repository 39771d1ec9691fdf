import { parse } from '../vendor';

/** A CSV of a person: its first line names the columns. */
export interface CsvTable {
	header: string[];
	lines: string[][];
}

const DELIMITERS = [',', ';', '\t', '|'];

/** The delimiter that the header has most of; what stands in quotes does not count. */
export function delimiterOf(text: string): string {
	const bare = text.slice(0, 100_000).replace(/"[^"]*"/g, '');
	const header = /^[^\r\n]*/.exec(bare.trimStart())?.[0] ?? '';
	const count = (delimiter: string) => header.split(delimiter).length;
	return DELIMITERS.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/**
 * Reads a CSV with a header: any of four delimiters, quoted cells with newlines, a byte order mark or none. Empty lines
 * are no rows; a line that is too short has empty cells.
 * @throws Error that says which line cannot be read, or which column comes twice
 */
export function splitCsv(text: string): CsvTable {
	const [first, ...lines]: string[][] = parse(text, {
		bom: true,
		delimiter: delimiterOf(text),
		relax_column_count: true,
		skip_empty_lines: true,
	});
	if (!first) throw new Error('it is empty, without even a header');
	const header = first.map((name) => name.trim());
	const twice = header.find((name, at) => name !== '' && header.indexOf(name) !== at);
	if (twice !== undefined) throw new Error(`the column ${twice} comes twice`);
	return { header, lines: lines.filter((line) => line.some((cell) => cell.trim() !== '')) };
}
