import type { SharedState } from '../../nodes/shared/state/sharedState';

export interface Step {
	name: string;
	/** How long the clock moves on before it. */
	pause: number;
	/** Does it; the answer holds no ids, which differ from store to store. */
	step: (state: SharedState) => Promise<unknown>;
}

const WINDOW = 3_600_000;
const TTL = 600_000;

/** The same seed gives the same story. */
export function* randomStory(seed: number, length: number, pauses: number[]): Generator<Step> {
	const random = lcg(seed);
	const pick = <T>(list: T[]) => list[Math.floor(random() * list.length)];
	// Ids by store, so that a story can settle and release what it was given.
	const ids = new WeakMap<SharedState, string[]>();
	const idsOf = (state: SharedState) => ids.get(state) ?? [];

	for (let at = 0; at < length; at += 1) {
		const [key, amount, nth] = [pick(['a', 'a:b', 'b']), Math.floor(random() * 40), random()];
		const take = (state: SharedState, id?: string) => {
			if (id !== undefined) ids.set(state, [...idsOf(state), id]);
			return id !== undefined;
		};
		const old = (state: SharedState) =>
			idsOf(state)[Math.floor(nth * idsOf(state).length)] ?? 'none';
		const steps: Record<string, Step['step']> = {
			get: (state) => state.get(key),
			put: (state) => state.put(key, { amount }, TTL),
			drop: async (state) => void (await state.drop(key)),
			once: (state) => state.once(key, TTL, async () => amount),
			firstSeen: (state) => state.firstSeen(key, TTL),
			count: (state) => state.count(key, `f${amount % 3}`, amount),
			counted: (state) => state.counted(key, WINDOW),
			reserve: async (state) => {
				const answer = await state.reserve(key, amount, 200, WINDOW, TTL);
				return answer.granted ? take(state, answer.id) : answer.available;
			},
			settle: (state) => state.settle(key, old(state), 'settled', amount),
			lease: async (state) => take(state, await state.lease(key, amount % 5, 10, TTL)),
			release: (state) => state.release(key, old(state)),
		};
		const name = pick(Object.keys(steps));
		yield { name: `${at} ${name} ${key} ${amount}`, pause: pick(pauses), step: steps[name] };
	}
}

/** Numbers from 0 to 1, the generator of Numerical Recipes. */
function lcg(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}
