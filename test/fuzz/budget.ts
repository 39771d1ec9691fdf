import fc from 'fast-check';

/** Another number, other cases; the same number, the same ones. */
export const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
/** Milliseconds for each operation; on a slow machine fewer cases fit in, never fewer than these. */
const MS = Number(process.env.FUZZ_MS ?? 1000);
const LEAST = 15;
const MOST = 5000;

let played = 0;

/** Cases of an arbitrary, one after the other until the time is over. */
export function* casesOf<T>(arbitrary: fc.Arbitrary<T>): Generator<T> {
	const until = performance.now() + MS;
	let count = 0;
	for (const each of fc.sample(arbitrary, { numRuns: MOST, seed: SEED })) {
		if (count >= LEAST && performance.now() > until) return;
		count += 1;
		played += 1;
		yield each;
	}
}

/** How much was tried, for the log: a suite that tries nothing is green as well. */
export const casesPlayed = (): number => played;

export const again = `FUZZ_SEED=${SEED} plays these again, FUZZ_MS=60000 tries more`;
