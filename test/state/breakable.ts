import { StateLost, type SharedState } from '../../nodes/shared/state/sharedState';

interface Breaker {
	state: SharedState;
	/** Why every call is rejected; undefined: none is. */
	down?: string;
	/** What is asked is done, and its answer lost for this reason. */
	mute?: string;
	calls: number;
}

/** A store that can be taken away: while `down` or `mute` is set, every call rejects with it as StateLost. */
export function breakable(store: SharedState): Breaker {
	const breaker: Breaker = { state: store, calls: 0 };
	breaker.state = new Proxy(store, {
		get(target, name) {
			const member: unknown = Reflect.get(target, name);
			if (typeof member !== 'function' || name === 'close') return member;
			return async (...args: unknown[]) => {
				breaker.calls += 1;
				if (breaker.down !== undefined) throw new StateLost(breaker.down);
				const answer: unknown = await member.apply(target, args);
				if (breaker.mute !== undefined) throw new StateLost(breaker.mute, heldIn(answer));
				return answer;
			};
		},
	});
	return breaker;
}

/** As Redis' own store knows the id that it asked for. */
const heldIn = (answer: unknown): string | undefined =>
	typeof answer === 'string' ? answer : (answer as { id?: string } | undefined)?.id;
