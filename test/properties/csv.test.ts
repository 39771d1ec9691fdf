import { parse } from 'csv-parse/sync';
import fc from '../support/seeded';
import { unzipSync } from 'fflate';
import { csvOf, packRows } from '../../nodes/shared/core/bulkFile';
import { splitCsv } from '../../nodes/shared/core/csvSplit';
import { emptyTally, joinPages } from '../../nodes/shared/core/exportJoin';
import { CsvCutter } from '../../nodes/shared/core/exportPieces';

/** Quotes, newlines, delimiters, characters of two to four bytes, formulas, a mark of the byte order. */
const cell = fc.oneof(
	fc.constantFrom(
		'',
		'a',
		'"',
		'""',
		',',
		';',
		'\t',
		'|',
		'\n',
		'\r\n',
		'é',
		'€',
		'😀',
		'=1+1',
		' x ',
	),
	fc
		.array(fc.constantFrom('a', '"', ',', ';', '\n', 'é', '😀', ' ', '\ufeff'), { maxLength: 6 })
		.map((parts) => parts.join('')),
);
const COLUMNS = ['id', 'Last_Name', 'Note'];
const table = fc.array(fc.tuple(cell, cell), { maxLength: 30 });

const csvFor = (rows: string[][], from = 0): string =>
	csvOf(
		rows.map((_, at) => at),
		{
			columns: COLUMNS,
			cell: (row, column) =>
				column === 'id' ? String(1000 + from + row) : rows[row][COLUMNS.indexOf(column) - 1],
			name: 'Leads.csv',
		},
	);

const cutAt = (bytes: Uint8Array, cuts: number[]): Uint8Array[] => {
	const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
	return [0, ...places].map((from, at) => bytes.subarray(from, places[at] ?? bytes.length));
};
const cuts = fc.array(fc.nat({ max: 5000 }), { maxLength: 12 });
async function* each(pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
	for (const piece of pieces) yield await Promise.resolve(piece);
}

describe('A CSV that is written', () => {
	it('is read back by csv-parse as the cells that went in', () => {
		fc.assert(
			fc.property(table, (rows) => {
				const back: string[][] = parse(csvFor(rows));
				expect(back).toEqual([COLUMNS, ...rows.map((row, at) => [String(1000 + at), ...row])]);
			}),
		);
	});

	it('is packed into files that hold every row once, in order, within the bounds', () => {
		fc.assert(
			fc.property(table, fc.integer({ min: 400, max: 2000 }), (rows, most) => {
				const shape = {
					columns: COLUMNS,
					cell: (row: number, column: string) =>
						column === 'id' ? String(row) : rows[row][COLUMNS.indexOf(column) - 1],
					name: 'Leads.csv',
				};
				const files = packRows([...rows.keys()], shape, most);
				const back = files.flatMap(({ zip, name }) => {
					expect(zip.length).toBeLessThanOrEqual(most);
					return (parse(Buffer.from(unzipSync(zip)[name])) as string[][]).slice(1);
				});
				expect(back).toEqual(rows.map((row, at) => [String(at), ...row]));
				expect(files.flatMap((file) => file.rows)).toEqual([...rows.keys()]);
			}),
			{ numRuns: 60 },
		);
	});
});

describe('A CSV of a person', () => {
	it('is read with any of the delimiters, with a byte order mark or without', () => {
		const plain = fc.tuple(cell, cell).filter((row) => row.some((one) => one.trim() !== ''));
		fc.assert(
			fc.property(
				fc.array(plain, { maxLength: 20 }),
				fc.constantFrom(',', ';', '\t', '|'),
				fc.constantFrom('\n', '\r\n'),
				fc.boolean(),
				(rows, delimiter, newline, mark) => {
					const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
					const lines = [['First', 'Second'], ...rows].map((row) =>
						row.map(quoted).join(delimiter),
					);
					// What stands bare in the header tells the delimiter.
					lines[0] = ['First', 'Second'].join(delimiter);
					const text = `${mark ? '\ufeff' : ''}${lines.join(newline)}${newline}`;
					expect(splitCsv(text)).toEqual({ header: ['First', 'Second'], lines: rows });
				},
			),
		);
	});
});

describe('A CSV that comes in pieces', () => {
	it('is cut at ends of records only, and nothing is lost, wherever the pieces end', () => {
		fc.assert(
			fc.property(table, cuts, (rows, places) => {
				const bytes = Buffer.from(csvFor(rows));
				const cutter = new CsvCutter();
				const given = cutAt(bytes, places).map((piece) => cutter.push(piece));
				const found = [...given, cutter.end()].flatMap((piece) => piece ?? []);
				expect(Buffer.concat(found.map((piece) => piece.bytes))).toEqual(bytes);
				for (const piece of found) {
					const records: string[][] = parse(Buffer.from(piece.bytes));
					expect(records).toHaveLength(piece.records);
				}
			}),
		);
	});

	it('of several pages is one CSV with one header, without the records that a page repeats', async () => {
		const pages = fc.array(table, { minLength: 1, maxLength: 4 });
		await fc.assert(
			fc.asyncProperty(pages, cuts, fc.nat({ max: 3 }), async (given, places, repeated) => {
				let from = 0;
				const all: string[][] = [];
				const texts = given.map((rows, at) => {
					// What came into the set meanwhile moves the last ones of a page onto the next.
					const again = at === 0 ? 0 : Math.min(repeated, given[at - 1].length);
					const page = [
						...(at === 0 ? [] : given[at - 1].slice(-again || given[at - 1].length)),
						...rows,
					];
					const text = csvFor(page, from - again);
					all.push(...rows.map((row, place) => [String(1000 + from + place), ...row]));
					from += rows.length;
					return text;
				});
				const tally = emptyTally();
				const joined: Uint8Array[] = [];
				const open = texts.map(
					(text) => async () => await Promise.resolve(each(cutAt(Buffer.from(text), places))),
				);
				for await (const piece of joinPages(open, tally)) joined.push(Buffer.from(piece));
				const back: string[][] = parse(Buffer.concat(joined));
				expect(back).toEqual([COLUMNS, ...all]);
				expect(tally.rows).toBe(all.length);
			}),
		);
	});
});
