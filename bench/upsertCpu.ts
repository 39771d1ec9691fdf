import type { IDataObject } from 'n8n-workflow';
import type { IssuedToken } from '../test/simulator/seed';
import type { Figure } from './figure';
import { cpuOf, figure, median } from './figure';
import { BARE_CALLS } from './floorNodes';
import { separateSimulator } from './separateSimulator';
import { leadRecords, PASS_THROUGH, runThrough, UPSERT, upsertEngine } from './upsertWork';

const ROWS = 10_000;
const ROUNDS = 9;
/** Until everything that runs often is compiled. */
const WARM_UP = 3;

/** µs of CPU a record. */
interface Round {
	ours: number;
	calls: number;
	json: number;
}

/**
 * CPU per record of a run of the Batch Upsert node, above that of the same run with a node that passes items through,
 * beside encoding and decoding the very bodies that went over the wire, and beside the same calls by n8n's own helper.
 * All take turns, so that a busy machine is busy for each.
 */
export async function upsertCpu(): Promise<Figure[]> {
	const simulator = await separateSimulator();
	try {
		const engine = upsertEngine(simulator.origin, simulator.token);
		const items = leadRecords(ROWS);
		const bodies = await bodiesOf(simulator.origin, simulator.token, items);
		const through = async (type: string) =>
			await cpuPerRow(async () => await runThrough(engine, type, items));
		const rounds: Round[] = [];
		for (let round = -WARM_UP; round < ROUNDS; round++) {
			const upsert = await through(UPSERT);
			const calls = await through(BARE_CALLS);
			const passing = await through(PASS_THROUGH);
			const json = await cpuPerRow(() => bodies.forEach(encodeAndDecode));
			if (round >= 0) rounds.push({ ours: upsert - passing, calls: calls - passing, json });
		}
		return figuresOf(rounds);
	} finally {
		simulator.end();
	}
}

/** µs; what was left over by others is collected before. */
async function cpuPerRow(work: () => unknown): Promise<number> {
	(globalThis as { gc?: () => void }).gc?.();
	return (await cpuOf(work)).cpu / ROWS;
}

function figuresOf(rounds: readonly Round[]): Figure[] {
	const ours = median(rounds.map((round) => round.ours));
	const calls = median(rounds.map((round) => round.calls));
	const own = median(rounds.map((round) => round.ours - round.calls));
	const json = median(rounds.map((round) => round.json));
	const floor = 'JSON encode + decode of the same request and answer bodies';
	const bare = "the same bytes in as many calls by n8n's own helper, each answer parsed once";
	const common = { unit: 'µs', better: 'lower' } as const;
	return [
		figure({
			...common,
			name: 'upsert.cpuPerRecord',
			value: ours,
			against: floor,
			againstValue: json,
			goal: 2,
		}),
		figure({
			...common,
			name: 'upsert.cpuOverN8nCalls',
			value: ours,
			against: bare,
			againstValue: calls,
			goal: 1.5,
		}),
		figure({
			...common,
			name: 'upsert.cpuOwn',
			value: own,
			against: `${floor} (the value: what the node takes above n8n's calls)`,
			againstValue: json,
			goal: 2,
		}),
	];
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
