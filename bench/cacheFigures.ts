import { memoryState } from '../nodes/shared/state/memory';
import { createZoho } from '../test/simulator/zoho';
import type { Figure } from './figure';
import { figure, median } from './figure';

const HITS = 500;
const FIELDS = 10_000;
const HOUR_MS = 3_600_000;

/** The fields of Leads as Zoho answers them. */
async function fieldsOfLeads(): Promise<unknown[]> {
	const zoho = createZoho();
	const { access_token: token } = zoho.issueToken();
	const response = await zoho.handle(
		new Request('http://zoho.test/crm/v8/settings/fields?module=Leads', {
			headers: { authorization: `Bearer ${token}` },
		}),
	);
	return ((await response.json()) as { fields: unknown[] }).fields;
}

const millisecondsOf = async (work: () => unknown): Promise<number> => {
	const begun = performance.now();
	await work();
	return performance.now() - begun;
};

/** A warm read of one module's fields beside parsing the same text, and what a large organisation takes in memory. */
export async function cacheFigures(): Promise<Figure[]> {
	const fields = await fieldsOfLeads();
	const state = memoryState();
	const text = JSON.stringify(fields);
	await state.put('fields', fields, HOUR_MS);
	const hits: number[] = [];
	const parses: number[] = [];
	for (let at = 0; at < HITS; at++) {
		hits.push(await millisecondsOf(async () => await state.get('fields')));
		parses.push(await millisecondsOf(() => JSON.parse(text)));
	}
	return [
		figure({
			name: 'cache.warmHit',
			value: median(hits),
			unit: 'ms',
			against: `JSON.parse of the same ${Math.round(text.length / 1000)} kB`,
			againstValue: median(parses),
			goal: 1,
			goalOn: 'value',
			better: 'lower',
		}),
		await memoryOfLargeOrganisation(fields),
	];
}

async function memoryOfLargeOrganisation(fields: unknown[]): Promise<Figure> {
	const perModule = fields.length;
	const modules = Math.ceil(FIELDS / perModule);
	const state = memoryState();
	const before = settledHeap();
	for (let module = 0; module < modules; module++) {
		await state.put(
			`meta:org:v8:Module_${module}:fields`,
			{ list: fields, at: 0, expiresAt: 0 },
			HOUR_MS,
		);
	}
	const kept = (settledHeap() - before) / 1e6;
	if ((await state.get('meta:org:v8:Module_0:fields')) === undefined)
		throw new Error('The cache dropped its oldest module');
	return figure({
		name: 'cache.memory10kFields',
		value: kept,
		unit: 'MB',
		against: 'the same fields as JSON text',
		againstValue: (JSON.stringify(fields).length * modules) / 1e6,
		goal: 50,
		goalOn: 'value',
		better: 'lower',
	});
}

function settledHeap(): number {
	const collect = (globalThis as { gc?: () => void }).gc;
	if (!collect) throw new Error('Run with --expose-gc');
	collect();
	return process.memoryUsage().heapUsed;
}
