import { randomUUID } from 'crypto';
import { outageOf } from './outage';
import { StateLost, type SharedState } from './sharedState';

/**
 * A store that can be lost, and is told again at its next use what it missed: spending, places and reservations
 * that were given back, and what was dropped. Each call still rejects with StateLost when it does not get through.
 */
export function repaying(store: SharedState): SharedState {
	const outage = outageOf(store);
	const toPaid = async <T>(use: () => Promise<T>): Promise<T> => {
		await outage.repay();
		return await use();
	};
	const unlessLost = async <T>(use: () => Promise<T>, owe: (lost: StateLost) => void) =>
		await toPaid(use).catch(async (error: unknown): Promise<T> => {
			if (error instanceof StateLost) owe(error);
			return await Promise.reject(error);
		});
	/** Says it, and says it again when it may not have been heard. */
	const insisting = async (say: () => Promise<void>) =>
		await unlessLost(say, () => outage.owe(say));

	return {
		scope: store.scope,
		get: async (key) => await toPaid(async () => await store.get(key)),
		put: async (...args) => await toPaid(async () => await store.put(...args)),
		drop: async (prefix) =>
			await unlessLost(
				async () => await store.drop(prefix),
				() => outage.oweDrop(prefix),
			),
		once: async (...args) => await toPaid(async () => await store.once(...args)),
		firstSeen: async (...args) => await toPaid(async () => await store.firstSeen(...args)),
		count: async (counter, field, amount, entry = randomUUID()) =>
			await insisting(async () => await store.count(counter, field, amount, entry)),
		counted: async (...args) => await toPaid(async () => await store.counted(...args)),
		reserve: async (counter, ...args) =>
			await unlessLost(
				async () => await store.reserve(counter, ...args),
				({ held }) => held && outage.owe(async () => await store.settle(counter, held, '', 0)),
			),
		settle: async (...args) => await insisting(async () => await store.settle(...args)),
		lease: async (name, ...args) =>
			await unlessLost(
				async () => await store.lease(name, ...args),
				({ held }) => held && outage.owe(async () => await store.release(name, held)),
			),
		release: async (...args) => await insisting(async () => await store.release(...args)),
		close: async () => await store.close(),
	};
}
