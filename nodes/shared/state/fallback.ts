import { outageOf, type Outage } from './outage';
import { StateLost, type SharedState } from './sharedState';

export interface FallbackOptions {
	now?: () => number;
	/** How long the spare serves before the primary is tried again. */
	retryAfterMs?: number;
}

export interface FallbackState extends SharedState {
	/** Why the primary was lost, while the spare serves; null while the primary does. */
	readonly lost: string | null;
}

/**
 * Goes on in `spare` when `primary` rejects with StateLost, and tries the primary again after 30 s. The
 * outage belongs to the primary, not to this wrapper: a run that starts during one does not wait for a
 * time-out of its own. `onLost` is called once per wrapper, at its first call that the spare serves.
 * Counts made meanwhile are added to the primary when it is back, so that its sums are not too small.
 * With a daily cap, use the primary alone and stop at StateLost: a spare knows nothing of the others.
 */
export function withFallback(
	primary: SharedState,
	spare: SharedState,
	onLost: (reason: string) => void,
	options: FallbackOptions = {},
): FallbackState {
	const { now = Date.now, retryAfterMs = 30_000 } = options;
	const outage = outageOf(primary);
	let told = false;

	const standIn = owing(spare, outage);
	const onSpare: Either = async (use) => {
		if (!told) onLost(outage.reason ?? '');
		told = true;
		return await use(standIn);
	};
	const onEither: Either = async (use) => {
		if (now() < outage.until) return await onSpare(use);
		// Others stay on the spare while this call finds out whether the primary is back.
		if (outage.reason !== null) outage.until = now() + retryAfterMs;
		try {
			if (outage.reason !== null) await outage.repay();
			const result = await use(primary);
			Object.assign(outage, { reason: null, until: 0 });
			return result;
		} catch (error) {
			if (!(error instanceof StateLost)) return await Promise.reject(error);
			Object.assign(outage, { reason: error.reason, until: now() + retryAfterMs });
			return await onSpare(use);
		}
	};

	return {
		get lost() {
			return outage.reason;
		},
		get scope() {
			return outage.reason === null ? primary.scope : spare.scope;
		},
		...everyCall(onEither),
		close: async () => {
			await Promise.all([primary.close(), spare.close()]);
		},
	};
}

type Either = <T>(use: (state: SharedState) => Promise<T>) => Promise<T>;

/** The spare, noting what the primary must be told when it is back. */
function owing(spare: SharedState, outage: Outage): SharedState {
	return {
		...spare,
		count: async (counter, field, amount) => {
			await spare.count(counter, field, amount);
			outage.owe(counter, field, amount);
		},
		settle: async (counter, reservation, field, amount) => {
			await spare.settle(counter, reservation, field, amount);
			outage.owe(counter, field, amount);
		},
		drop: async (prefix) => {
			outage.oweDrop(prefix);
			return await spare.drop(prefix);
		},
	};
}

function everyCall(on: Either): Omit<SharedState, 'scope' | 'close'> {
	return {
		get: (...args) => on((state) => state.get(...args)),
		put: (...args) => on((state) => state.put(...args)),
		drop: (...args) => on((state) => state.drop(...args)),
		once: (key, ttlMs, make) => {
			// Should the primary be lost half way, what was begun is not begun (and paid for) again.
			let begun: ReturnType<typeof make> | undefined;
			return on((state) => state.once(key, ttlMs, () => (begun ??= make())));
		},
		firstSeen: (...args) => on((state) => state.firstSeen(...args)),
		count: (...args) => on((state) => state.count(...args)),
		counted: (...args) => on((state) => state.counted(...args)),
		reserve: (...args) => on((state) => state.reserve(...args)),
		settle: (...args) => on((state) => state.settle(...args)),
		lease: (...args) => on((state) => state.lease(...args)),
		release: (...args) => on((state) => state.release(...args)),
	};
}
