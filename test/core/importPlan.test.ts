import { randomBytes } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { packRows } from '../../nodes/shared/core/bulkFile';
import { batchIsCheaper, breakEven } from '../../nodes/shared/core/bulkRoutes';
import type { ImportWish } from '../../nodes/shared/core/importPlan';
import { planImport } from '../../nodes/shared/core/importPlan';
import type { Row } from '../../nodes/shared/core/row';

const wish: ImportWish = {
	module: 'Leads',
	write: 'upsert',
	findBy: 'Email',
	lookups: new Map(),
	layout: '',
	rowKeyField: null,
	rowKeyOf: (row) => `key-${row}`,
	numberedKeys: false,
	mayBatch: true,
};

const rows = (count: number, more: (at: number) => object = () => ({})): Row[] =>
	Array.from({ length: count }, (_, index) => ({
		index,
		record: { Last_Name: 'A', Email: `${index}@x.example`, ...more(index) },
	}));

const plan = (list: Row[], more: Partial<ImportWish> = {}) =>
	planImport(list, { ...wish, ...more }, new Map());

describe('how rows go to Zoho', () => {
	it('changes from batch to job where the prices say so (R120)', () => {
		const most = breakEven('records.upsert');
		expect(batchIsCheaper(most, 'records.upsert')).toBe(true);
		expect(batchIsCheaper(most + 1, 'records.upsert')).toBe(false);
		// Zoho's own words: 5,000 rows are as cheap either way.
		expect(most).toBeGreaterThanOrEqual(5000);
		expect(most).toBeLessThan(5100);
	});

	it.each([
		[200, 0, 200],
		[5000, 0, 5000],
		[10_000, 1, 0],
		[25_000, 1, 0],
		[26_000, 1, 1000],
		[31_000, 2, 0],
	])('%i rows: %i jobs, %i rows by batch', (count, jobs, batch) => {
		const { files, batch: small } = plan(rows(count));
		expect([files.length, small.length]).toEqual([jobs, batch]);
		const all = [...files.flatMap((file) => file.rows), ...small.map(({ index }) => index)];
		expect(all.sort((a, b) => a - b)).toEqual(rows(count).map(({ index }) => index));
	});

	it('sends rows that clear a field in files of their own, one for each set of columns', () => {
		const list = rows(6, (at) =>
			at < 2 ? {} : at < 4 ? { Phone: null } : { Phone: null, Fax: '1' },
		);
		const { files } = plan(list, { mayBatch: false });
		expect(files.map(({ rows: inFile, ignoreEmpty }) => [inFile, ignoreEmpty])).toEqual([
			[[0, 1], true],
			[[2, 3], false],
			[[4, 5], false],
		]);
	});
});

describe('a file', () => {
	const shape = (columns: string[], cell: (row: number, column: string) => string) => ({
		columns,
		cell,
		name: 'Leads.csv',
	});

	it('has the columns of the key first, and maps each by its place (R107)', () => {
		const [file] = plan(rows(3), { mayBatch: false }).files;
		expect(file.columns).toEqual(['Email', 'Last_Name']);
		expect(file.mappings).toEqual([
			{ api_name: 'Email', index: 0 },
			{ api_name: 'Last_Name', index: 1 },
		]);
		const [csv] = Object.values(unzipSync(file.zip)).map((bytes) => strFromU8(bytes));
		expect(csv).toBe('Email,Last_Name\n0@x.example,A\n1@x.example,A\n2@x.example,A\n');
	});

	it('comes back from a CSV reader as it went in, whatever the cells hold', () => {
		const cells = [
			'=1+1',
			'a,b',
			'c;d|e:f',
			'"q"',
			'x\ny',
			'Ж日😀',
			' outer ',
			'',
			'+49',
			"'",
			'\t',
		];
		const [{ zip }] = packRows(
			cells.map((_, at) => at),
			shape(['A', 'B'], (row, column) => (column === 'A' ? cells[row] : String(row))),
		);
		const [bytes] = Object.values(unzipSync(zip));
		const [, ...read]: string[][] = parse(strFromU8(bytes));
		expect(read).toEqual(cells.map((cell, row) => [cell, String(row)]));
		expect([...bytes.slice(0, 3)]).not.toEqual([0xef, 0xbb, 0xbf]);
	});

	it('is the same bytes for the same rows, whenever it is packed', () => {
		const pack = () =>
			packRows(
				[0],
				shape(['A'], () => 'x'),
			)[0].zip;
		expect(pack()).toEqual(pack());
	});

	it('is cut by size before 25,000 rows where they are wide: no zip is larger than allowed', () => {
		const wide = Array.from({ length: 120 }, () => randomBytes(1500).toString('base64'));
		const most = 50_000;
		const all = wide.map((_, at) => at);
		const files = packRows(
			all,
			shape(['A'], (row) => wide[row]),
			most,
		);
		expect(files.length).toBeGreaterThan((120 * 1500) / most - 1);
		expect(files.every(({ zip }) => zip.length <= most)).toBe(true);
		expect(files.flatMap((file) => file.rows)).toEqual(all);
	});

	it('is cut at 25,000 rows', () => {
		const all = Array.from({ length: 50_001 }, (_, at) => at);
		const files = packRows(all, shape(['A'], String));
		expect(files.map((file) => file.rows.length)).toEqual([25_000, 25_000, 1]);
	});

	it('cannot have more than 200 columns, nor a row that alone is too large', () => {
		const columns = Array.from({ length: 201 }, (_, at) => `F${at}`);
		expect(() =>
			packRows(
				[0],
				shape(columns, () => 'x'),
			),
		).toThrow(/201 columns/);
		const cell = randomBytes(4000).toString('base64');
		expect(() =>
			packRows(
				[0],
				shape(['A'], () => cell),
				1000,
			),
		).toThrow(/row 0 alone/);
	});
});
