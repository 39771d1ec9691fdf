import fc, { SEED } from '../support/seeded';

/** Of each operation. */
const CASES = Number(process.env.FUZZ_CASES ?? 60);

/** More cases take longer, and so does a busy machine; what hangs is told by `unlessStuck`, case by case. */
jest.setTimeout(60_000 + CASES * 2_000);

let played = 0;

/** Cases of an arbitrary, one after the other. */
export function* casesOf<T>(arbitrary: fc.Arbitrary<T>): Generator<T> {
	for (const each of fc.sample(arbitrary, { numRuns: CASES, seed: SEED })) {
		played += 1;
		yield each;
	}
}

/** How much was tried, for the log: a suite that tries nothing is green as well. */
export const casesPlayed = (): number => played;

export const again = `FUZZ_SEED=${SEED}; another one and FUZZ_CASES=5000 try more`;
