import { StateLost, type SharedState } from '../../nodes/shared/state/sharedState';

/** A store that can be taken away: while `down` is set, every call rejects with it as StateLost. */
export function breakable(store: SharedState): {
	state: SharedState;
	down?: string;
	calls: number;
} {
	const breaker: { state: SharedState; down?: string; calls: number } = { state: store, calls: 0 };
	breaker.state = new Proxy(store, {
		get(target, name) {
			const member: unknown = Reflect.get(target, name);
			if (typeof member !== 'function' || name === 'close') return member;
			return async (...args: unknown[]) => {
				breaker.calls += 1;
				if (breaker.down !== undefined) throw new StateLost(breaker.down);
				return await member.apply(target, args);
			};
		},
	});
	return breaker;
}
