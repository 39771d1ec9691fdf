import type { Figure } from './figure';
import { figure } from './figure';
import { BARE_CALLS, PARALLEL } from './floorNodes';
import { separateStandIn } from './separateSimulator';
import { leadRecords, runThrough, UPSERT, upsertEngine } from './upsertWork';

const ROWS = 10_000;
const CALLS = ROWS / 100;
const ROUNDS = 2;

/** `Parallel Calls` by default, and the most that Zoho allows of heavy calls; each with a wait that outweighs the CPU. */
const CASES = [
	{ name: 'default', parallel: PARALLEL, latencyMs: 500 },
	{ name: 'most', parallel: 10, latencyMs: 2000 },
];

/**
 * How near a run that waits for Zoho comes to the waiting itself, `ceil(calls / parallel) × latency`, and to a node that
 * makes the same calls without any work of its own.
 */
export async function upsertLatency(): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const { name, parallel, latencyMs } of CASES) {
		const { ours, bare } = await measure(parallel, latencyMs);
		const ideal = (Math.ceil(CALLS / parallel) * latencyMs) / 1000;
		const beside = (suffix: string, against: string, seconds: number) =>
			figure({
				name: `upsert.latencyBound.${name}${suffix}`,
				value: ROWS / ours,
				unit: 'rows/s',
				against,
				againstValue: ROWS / seconds,
				goal: 0.95,
				better: 'higher',
			});
		figures.push(
			beside('', `${CALLS} waits of ${latencyMs} ms, ${parallel} at a time`, ideal),
			beside('.n8n', "the same calls by n8n's own helper, and nothing else", bare),
		);
	}
	return figures;
}

/** Seconds, the better of two rounds that take turns: what else the machine does can only add to them. */
async function measure(
	parallel: number,
	latencyMs: number,
): Promise<{ ours: number; bare: number }> {
	const zoho = await separateStandIn(latencyMs);
	try {
		const engine = upsertEngine(zoho.origin, zoho.token);
		const items = leadRecords(ROWS);
		const secondsOf = async (type: string): Promise<number> => {
			const begun = performance.now();
			await runThrough(engine, type, items, { parallel });
			return (performance.now() - begun) / 1000;
		};
		const warmUp = items.slice(0, 1000);
		for (const type of [UPSERT, BARE_CALLS]) await runThrough(engine, type, warmUp, { parallel });
		const ours: number[] = [];
		const bare: number[] = [];
		for (let round = 0; round < ROUNDS; round++) {
			ours.push(await secondsOf(UPSERT));
			bare.push(await secondsOf(BARE_CALLS));
		}
		return { ours: Math.min(...ours), bare: Math.min(...bare) };
	} finally {
		zoho.end();
	}
}
