import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Figure } from './figure';
import { figure } from './figure';
import { separateSimulator } from './separateSimulator';
import { UPSERT } from './upsertWork';

const SIZES = [1_000, 10_000, 100_000];
const PASS_THROUGH = 'n8n-nodes-base.noOp';

/** Heap that each further item takes, with what came out of it, between 1,000 and 10,000 and between 10,000 and 100,000 items, beside a node that passes items through. */
export async function upsertMemory(): Promise<Figure[]> {
	const peaks: Record<string, number[]> = { [UPSERT]: [], [PASS_THROUGH]: [] };
	for (const type of Object.keys(peaks)) {
		for (const size of SIZES) peaks[type].push(await peakOf(type, size));
	}
	return [1, 2].map((at) =>
		figure({
			name: `upsert.memoryPerItem.${SIZES[at] / 1000}k`,
			value: slope(peaks[UPSERT], at),
			unit: 'KB',
			against: 'a node that passes items through',
			againstValue: slope(peaks[PASS_THROUGH], at),
			goal: 1.5,
			better: 'lower',
		}),
	);
}

const slope = (peaks: number[], at: number): number =>
	(peaks[at] - peaks[at - 1]) / (SIZES[at] - SIZES[at - 1]);

/** KB; each run has its own process and its own simulator. */
async function peakOf(type: string, items: number): Promise<number> {
	const simulator = await separateSimulator();
	try {
		const script = join(__dirname, 'memoryProcess.ts');
		const { stdout } = await promisify(execFile)(process.execPath, [
			'--expose-gc',
			'--import',
			'tsx',
			script,
			type,
			String(items),
			simulator.origin,
			JSON.stringify(simulator.token),
		]);
		return (JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { kilobytes: number }).kilobytes;
	} finally {
		simulator.end();
	}
}
