import type { IDataObject } from 'n8n-workflow';
import type { IssuedToken } from '../test/simulator/seed';
import type { Figure } from './figure';
import { cpuOf, figure, median } from './figure';
import { separateSimulator } from './separateSimulator';
import { leadRecords, runThrough, UPSERT, upsertEngine } from './upsertWork';

const ROWS = 10_000;
const ROUNDS = 5;

/**
 * CPU per record of a run of the Batch Upsert node, above that of the same run with a node that passes items
 * through, beside encoding and decoding the very bodies that went over the wire.
 */
export async function upsertCpu(): Promise<Figure[]> {
	const simulator = await separateSimulator();
	try {
		const engine = upsertEngine(simulator.origin, simulator.token);
		const items = leadRecords(ROWS);
		const bodies = await bodiesOf(simulator.origin, simulator.token, items);
		await runThrough(engine, UPSERT, items);
		await runThrough(engine, 'n8n-nodes-base.noOp', items);
		const ours: number[] = [];
		const floor: number[] = [];
		for (let round = 0; round < ROUNDS; round++) {
			const node = await cpuOf(async () => await runThrough(engine, UPSERT, items));
			const passing = await cpuOf(
				async () => await runThrough(engine, 'n8n-nodes-base.noOp', items),
			);
			ours.push((node.cpu - passing.cpu) / ROWS);
			floor.push((await cpuOf(() => bodies.forEach(encodeAndDecode))).cpu / ROWS);
		}
		return [
			figure({
				name: 'upsert.cpuPerRecord',
				value: median(ours),
				unit: 'µs',
				against: 'JSON encode + decode of the same request and answer bodies',
				againstValue: median(floor),
				goal: 2,
				better: 'lower',
			}),
		];
	} finally {
		simulator.end();
	}
}

function encodeAndDecode(body: unknown): void {
	JSON.parse(JSON.stringify(body));
}

/** Request and answer bodies of the whole input, taken from the wire. */
async function bodiesOf(
	origin: string,
	token: IssuedToken,
	items: IDataObject[],
): Promise<unknown[]> {
	const bodies: unknown[] = [];
	for (let from = 0; from < items.length; from += 100) {
		const request = { data: items.slice(from, from + 100), duplicate_check_fields: ['Email'] };
		const response = await fetch(`${origin}/crm/v8/Leads/upsert`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${token.access_token}`,
				'content-type': 'application/json',
			},
			body: JSON.stringify(request),
		});
		bodies.push(request, await response.json());
	}
	return bodies;
}
