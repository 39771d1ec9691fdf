import { outageOf, type Outage } from './outage';
import { repaying } from './repaying';
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
 * What was counted and given back meanwhile is told to the primary when it is back, so that its sums are true.
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
	const insistent = repaying(primary);
	let told = false;

	const tell = () => {
		if (!told) onLost(outage.reason ?? '');
		told = true;
	};
	const onEither: Either = async (use, instead = use) => {
		if (now() < outage.until) {
			tell();
			return await instead(spare, false);
		}
		// Others stay on the spare while this call finds out whether the primary is back.
		if (outage.reason !== null) outage.until = now() + retryAfterMs;
		try {
			const result = await use(insistent, true);
			Object.assign(outage, { reason: null, until: 0 });
			return result;
		} catch (error) {
			if (!(error instanceof StateLost)) {
				outage.until = 0;
				return await Promise.reject(error);
			}
			Object.assign(outage, { reason: error.reason, until: now() + retryAfterMs });
			tell();
			return await instead(spare, true);
		}
	};

	return {
		get lost() {
			return outage.reason;
		},
		get scope() {
			return outage.reason === null ? primary.scope : spare.scope;
		},
		...values(onEither, outage),
		...amounts(onEither, primary, spare, outage),
		close: async () => {
			await Promise.all([primary.close(), spare.close()]);
		},
	};
}

/** @param tried whether the primary was asked first, and owes itself what it missed */
type Use<T> = (state: SharedState, tried: boolean) => Promise<T>;
type Either = <T>(use: Use<T>, instead?: Use<T>) => Promise<T>;

type Values = Pick<SharedState, 'get' | 'put' | 'drop' | 'once' | 'firstSeen'>;
type Amounts = Omit<SharedState, keyof Values | 'scope' | 'close'>;

function values(on: Either, outage: Outage): Values {
	return {
		get: (...args) => on((state) => state.get(...args)),
		put: (...args) => on((state) => state.put(...args)),
		drop: (prefix) =>
			on(
				(state) => state.drop(prefix),
				(spare, tried) => {
					if (!tried) outage.oweDrop(prefix);
					return spare.drop(prefix);
				},
			),
		once: (key, ttlMs, make) => {
			// Should the primary be lost half way, what was begun is not begun (and paid for) again.
			let begun: ReturnType<typeof make> | undefined;
			return on((state) => state.once(key, ttlMs, () => (begun ??= make())));
		},
		firstSeen: (...args) => on((state) => state.firstSeen(...args)),
	};
}

/** What is held goes back to the store that gave it, whichever serves by then. */
function amounts(on: Either, primary: SharedState, spare: SharedState, outage: Outage): Amounts {
	const heldBySpare = new Set<string>();

	const count: SharedState['count'] = (counter, field, amount) =>
		on(
			(state) => state.count(counter, field, amount),
			async (_, tried) => {
				await spare.count(counter, field, amount);
				if (!tried) outage.oweAmount(counter, field, amount);
			},
		);

	return {
		count,
		counted: (...args) => on((state) => state.counted(...args)),
		reserve: (...args) =>
			on(
				(state) => state.reserve(...args),
				async () => {
					const answer = await spare.reserve(...args);
					if (answer.granted) heldBySpare.add(answer.id);
					return answer;
				},
			),
		async settle(counter, id, field, amount) {
			if (heldBySpare.delete(id)) {
				await spare.settle(counter, id, field, 0);
				return await count(counter, field, amount);
			}
			await on(
				(state) => state.settle(counter, id, field, amount),
				async (_, tried) => {
					await spare.count(counter, field, amount);
					if (!tried) outage.owe(() => primary.settle(counter, id, field, amount));
				},
			);
		},
		lease: (...args) =>
			on(
				(state) => state.lease(...args),
				async () => {
					const id = await spare.lease(...args);
					if (id !== undefined) heldBySpare.add(id);
					return id;
				},
			),
		async release(name, id) {
			if (heldBySpare.delete(id)) return await spare.release(name, id);
			await on(
				(state) => state.release(name, id),
				async (_, tried) => {
					if (!tried) outage.owe(() => primary.release(name, id));
				},
			);
		},
	};
}
