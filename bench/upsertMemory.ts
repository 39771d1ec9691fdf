import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Figure } from './figure';
import { figure } from './figure';
import { BARE_ITEMS } from './floorNodes';
import { separateStandIn } from './separateSimulator';
import { PASS_THROUGH, UPSERT } from './upsertWork';

const SMALLEST = 1_000;
const SIZES = [10_000, 100_000, 1_000_000];

/** KB: heap that items and run hold at the end, and the most the process took. */
interface Memory {
	kilobytes: number;
	peak: number;
}

/**
 * Heap that each further item takes, with what came out of it, beside a node that passes items through and beside one that
 * puts out items of the contract's shape and does nothing else; and the process's peak at a million items.
 */
export async function upsertMemory(): Promise<Figure[]> {
	const ours = await memoriesOf(UPSERT);
	const passing = await memoriesOf(PASS_THROUGH);
	const contract = await memoriesOf(BARE_ITEMS);
	const figures = SIZES.flatMap((size, at) => {
		const beside = (suffix: string, against: string, floor: Memory[], goal: number) =>
			figure({
				name: `upsert.memoryPerItem.${size / 1000}k${suffix}`,
				value: slope(ours, at),
				unit: 'KB',
				against,
				againstValue: slope(floor, at),
				goal,
				better: 'lower',
			});
		return [
			beside('', 'a node that passes items through', passing, 1.5),
			beside('.contract', 'a node that only puts out the same items', contract, 1.1),
		];
	});
	return [...figures, peakFigure(ours, passing)];
}

const slope = (memories: Memory[], at: number): number => {
	const [less, more] = [[SMALLEST, ...SIZES][at], SIZES[at]];
	return (memories[at + 1].kilobytes - memories[at].kilobytes) / (more - less);
};

const peakFigure = (ours: Memory[], passing: Memory[]): Figure =>
	figure({
		name: 'upsert.peakMemory.1000k',
		value: ours[SIZES.length].peak / 1024,
		unit: 'MB',
		against: 'the process in which a million items pass through',
		againstValue: passing[SIZES.length].peak / 1024,
		goal: 2,
		better: 'lower',
	});

async function memoriesOf(type: string): Promise<Memory[]> {
	const memories: Memory[] = [];
	for (const size of [SMALLEST, ...SIZES]) memories.push(await memoryOf(type, size));
	return memories;
}

/** Each run has its own process, and its own server. */
async function memoryOf(type: string, items: number): Promise<Memory> {
	const server = await separateStandIn();
	try {
		const { stdout } = await promisify(execFile)(process.execPath, [
			'--expose-gc',
			'--require',
			join(__dirname, 'transpile.cjs'),
			join(__dirname, 'memoryProcess.ts'),
			type,
			String(items),
			server.origin,
			JSON.stringify(server.token),
		]);
		return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Memory;
	} finally {
		server.end();
	}
}
