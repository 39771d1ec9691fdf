import { parseArgs } from 'node:util';
import fc from 'fast-check';
import '../setup';
import type { Act } from './act';

/** `npm run test:chaos [-- --seed N --runs N --only NAME]`: exit code 1 when a law was broken. */
async function main() {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({ options: { seed: text, runs: text, only: text, path: text } });
	const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
	const runs = Number(values.runs ?? 1000);
	const { acts } = await import('./acts');
	const chosen = acts.filter(({ name }) => values.only === undefined || name === values.only);
	if (chosen.length === 0)
		throw new Error(
			`There is no ${values.only}; there are ${acts.map(({ name }) => name).join(', ')}`,
		);
	const played = chosen.filter(isPlayed);
	const shares = played.reduce((sum, { share }) => sum + share, 0);
	console.log(`seed ${seed}, ${runs} runs`);
	let [passed, failed] = [0, 0];
	for (const act of played) {
		const share = Math.max(1, Math.round((runs * act.share) / shares));
		const broken = await playAll(act, seed, share, values.path);
		if (broken === undefined) passed += share;
		else failed += 1;
		if (broken !== undefined) console.log(broken);
	}
	console.log(`\n${passed} passed, ${failed} failed`);
	process.exit(failed === 0 ? process.exitCode : 1);
}

/** Says so of an act that cannot be played here; on CI that is an error. */
function isPlayed({ name, leftOut }: Act): boolean {
	const why = leftOut?.();
	if (why === undefined) return true;
	console.log(`  left out: ${name}, ${why}`);
	if (process.env.CI) process.exitCode = 1;
	return false;
}

/** The smallest case of all is worth no more than this. */
const SHRINKING_MS = 120_000;

/** @returns what broke, with the smallest case found; undefined when nothing did */
async function playAll(
	act: Act,
	seed: number,
	runs: number,
	path?: string,
): Promise<string | undefined> {
	const begun = performance.now();
	let failedAt = Infinity;
	const property = fc.asyncProperty(act.wish, async (wish) => {
		if (performance.now() - failedAt > SHRINKING_MS) return;
		try {
			await act.play(wish);
		} catch (error) {
			failedAt = Math.min(failedAt, performance.now());
			throw error;
		}
	});
	const result = await fc.check(property, {
		seed,
		numRuns: runs,
		path,
		interruptAfterTimeLimit: undefined,
	});
	const seconds = ((performance.now() - begun) / 1000).toFixed(1);
	console.log(
		`  ${result.failed ? 'FAIL' : 'PASS'}  ${act.name}: ${result.numRuns} runs, ${seconds} s`,
	);
	return result.failed ? told(act, result) : undefined;
}

function told(act: Act, result: Awaited<ReturnType<typeof fc.check<[unknown]>>>): string {
	const { seed, counterexamplePath, counterexample, errorInstance } = result;
	const error =
		errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : errorInstance;
	return [
		`  after ${result.numShrinks} steps of shrinking: ${JSON.stringify(counterexample?.[0])}`,
		`  ${String(error)}`,
		`  again: npm run test:chaos -- --only '${act.name}' --seed ${seed} --path '${counterexamplePath}'`,
	].join('\n');
}

void main().catch((error) => {
	console.error(error);
	process.exit(1);
});
