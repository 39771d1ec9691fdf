import '../test/setup';
import type { IssuedToken } from '../test/simulator/seed';

/**
 * Runs items through one node in a process of its own and prints how much heap items and run hold when all is done, and
 * the most memory that the process ever took, in KB.
 */
async function main([type, count, origin, token]: string[]): Promise<void> {
	const { leadRecords, runThrough, upsertEngine } = await import('./upsertWork');
	const engine = upsertEngine(origin, JSON.parse(token) as IssuedToken);
	await runThrough(engine, type, leadRecords(100));
	const before = settledHeap();
	const items = leadRecords(Number(count));
	const run = await runThrough(engine, type, items);
	const peak = process.resourceUsage().maxRSS;
	const kilobytes = (settledHeap() - before) / 1024;
	console.log(JSON.stringify({ kilobytes, peak, held: [items.length, run.status] }));
}

function settledHeap(): number {
	(globalThis as unknown as { gc(): void }).gc();
	return process.memoryUsage().heapUsed;
}

main(process.argv.slice(2)).then(
	() => process.exit(),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
