/** Chance that repeats itself: the same seed gives the same numbers. */
export interface Seeded {
	/** A whole number from 0 to `below` − 1. */
	below(below: number): number;
	pick<T>(list: readonly T[]): T;
}

/** The generator mulberry32. */
export function seeded(seed: number): Seeded {
	let state = seed;
	const below = (limit: number): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
	};
	return { below, pick: (list) => list[below(list.length)] };
}

/** Seeds to run a property with. */
export const seeds = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);
