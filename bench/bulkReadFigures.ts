import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { strToU8, zipSync } from 'fflate';
import type { ExportColumn } from '../nodes/shared/core/exportColumns';
import { exportedRows } from '../nodes/shared/core/exportedRows';
import { inflateOne } from '../nodes/shared/core/exportZip';
import type { Figure } from './figure';
import { cpuOf, figure, median } from './figure';
import { separateSimulator } from './separateSimulator';

const ROWS = 100_000;
const ROUNDS = 5;
const LARGE = 450_000;
const SMALL = 1_000;
const SOWN_AT_ONCE = 25_000;
/** As a socket hands them on. */
const PIECE = 65_536;

const COLUMNS: ExportColumn[] = [
	{ path: 'id', type: 'text' },
	{ path: 'Last_Name', type: 'text' },
	{ path: 'Email', type: 'text' },
	{ path: 'Annual_Revenue', type: 'number' },
	{ path: 'Email_Opt_Out', type: 'boolean' },
	{ path: 'Interests', type: 'list' },
	{ path: 'Owner', type: 'lookup' },
	{ path: 'Owner.last_name', type: 'text', nameOf: 'Owner' },
];

/** A result as Zoho makes it. */
function csvOf(rows: number): string {
	const cells = Array.from({ length: rows }, (_, at) => [
		`57257670000${String(10_000_000 + at)}`,
		at % 5 === 0 ? `Burns, "Charles" ${at}` : `Lead ${at}`,
		`lead${at}@example.com`,
		String(at * 1.5),
		String(at % 2 === 0),
		at % 3 === 0 ? 'Support;Training' : '',
		'5725767000000100001',
		'Burns',
	]);
	return stringify([COLUMNS.map(({ path }) => path), ...cells]);
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** From the zip of a result to typed items, beside the CSV library on the same bytes. */
export async function bulkReadFigures(): Promise<Figure[]> {
	const text = csvOf(ROWS);
	const bytes = Buffer.from(text);
	const zip = zipSync({ 'result.csv': strToU8(text) });
	const ours: number[] = [];
	const library: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const read = await cpuOf(async () => await itemsIn(zip));
		const parsed = await cpuOf(() => parse(bytes, { columns: true }).length);
		if (read.result !== ROWS || parsed.result !== ROWS)
			throw new Error(`${read.result} and ${parsed.result} rows instead of ${ROWS}`);
		ours.push(read.cpu);
		library.push(parsed.cpu);
	}
	const perRow = (cpu: number[]) => median(cpu) / ROWS;
	return [
		figure({
			name: 'bulk.read',
			value: perRow(ours),
			unit: 'µs CPU a row',
			against: 'csv-parse on the same bytes, unzipped',
			againstValue: perRow(library),
			goal: 1.3,
			better: 'lower',
		}),
		await memoryFigure(),
	];
}

async function itemsIn(zip: Uint8Array): Promise<number> {
	let items = 0;
	for await (const rows of exportedRows([async () => inflateOne(piecesOf(zip))], COLUMNS))
		items += rows.length;
	return items;
}

/** The process that exports to a file, beside the same with few rows. */
async function memoryFigure(): Promise<Figure> {
	const [large, small] = [await peakOf(LARGE), await peakOf(SMALL)];
	return figure({
		name: 'bulk.readMemory',
		value: large - small,
		unit: 'MB',
		against: 'the whole process that exports 1,000 rows (the value: what 450,000 take more)',
		againstValue: small,
		goal: 100,
		goalOn: 'value',
		better: 'lower',
	});
}

async function peakOf(rows: number): Promise<number> {
	const simulator = await separateSimulator();
	try {
		await seed(simulator.origin, rows);
		const script = join(__dirname, 'exportProcess.ts');
		const { stdout } = await promisify(execFile)(process.execPath, [
			'--import',
			'tsx',
			script,
			String(rows),
			simulator.origin,
			JSON.stringify(simulator.token),
		]);
		return (JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { megabytes: number }).megabytes;
	} finally {
		simulator.end();
	}
}

async function seed(origin: string, rows: number): Promise<void> {
	for (let from = 0; from < rows; from += SOWN_AT_ONCE) {
		const length = Math.min(SOWN_AT_ONCE, rows - from);
		const records = Array.from({ length }, (_, at) => ({
			Last_Name: `Lead ${from + at}`,
			Company: 'Zylker',
			Email: `lead${from + at}@example.com`,
			City: 'Berlin',
		}));
		const body = JSON.stringify({ orgs: [{ records: { Leads: records } }] });
		const answer = await fetch(`${origin}/_sim/seed`, { method: 'POST', body });
		if (!answer.ok) throw new Error(await answer.text());
	}
}
