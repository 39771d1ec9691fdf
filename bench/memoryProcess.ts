import '../test/setup';
import type { IssuedToken } from '../test/simulator/seed';

/** Runs items through one node in a process of its own and prints its greatest resident size in KB. */
async function main([type, count, origin, token]: string[]): Promise<void> {
	const { leadRecords, runThrough, upsertEngine } = await import('./upsertWork');
	const engine = upsertEngine(origin, JSON.parse(token) as IssuedToken);
	await runThrough(engine, type, leadRecords(Number(count)));
	console.log(JSON.stringify({ kilobytes: process.resourceUsage().maxRSS }));
}

main(process.argv.slice(2)).then(
	() => process.exit(),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
