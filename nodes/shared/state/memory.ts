import { flights, jsonOf } from './flights';
import { memoryCounters } from './memoryCounters';
import { memoryEntries } from './memoryEntries';
import { memoryHoldings } from './memoryHoldings';
import { checkAmount, checkWindow } from './rollingWindow';
import type { SharedState } from './sharedState';

const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The store of one process. `now` gives epoch ms. Values and seen marks together take at most `maxBytes`
 * (estimated by JSON length); counters, reservations and leases are small and never evicted.
 */
export function memoryState(now: () => number = Date.now, maxBytes = MAX_BYTES): SharedState {
	return { scope: 'process', ...values(now, maxBytes), ...amounts(now), close: async () => {} };
}

let shared: SharedState | undefined;

/** The one memory store that all nodes of this n8n process share. */
export function processState(): SharedState {
	shared ??= memoryState();
	return shared;
}

type Values = Pick<SharedState, 'get' | 'put' | 'drop' | 'once' | 'firstSeen'>;

function values(now: () => number, maxBytes: number): Values {
	// Apart, so that a few big metadata answers cannot push out the marks that stop duplicates.
	const kept = memoryEntries(now, maxBytes * (7 / 8));
	const marks = memoryEntries(now, maxBytes / 8);
	const fly = flights();

	return {
		async get(key) {
			const json = kept.get(key);
			return json === undefined ? undefined : JSON.parse(json);
		},
		async put(key, value, ttlMs) {
			kept.put(key, jsonOf(value), ttlMs);
		},
		async drop(prefix) {
			return kept.drop(prefix);
		},
		async once(key, ttlMs, make) {
			return await fly(key, async () => {
				const found = kept.get(key);
				if (found !== undefined) return { json: found, hit: true };
				const json = jsonOf(await make());
				kept.put(key, json, ttlMs);
				return { json, hit: false };
			});
		},
		async firstSeen(key, ttlMs) {
			if (marks.get(key) !== undefined) return false;
			marks.put(key, '', ttlMs);
			return true;
		},
	};
}

type Amounts = Pick<SharedState, 'count' | 'counted' | 'reserve' | 'settle' | 'lease' | 'release'>;

function amounts(now: () => number): Amounts {
	const counters = memoryCounters(now);
	const reservations = memoryHoldings(now);
	const leases = memoryHoldings(now);

	return {
		async count(counter, field, amount) {
			checkAmount(amount);
			counters.count(counter, field, amount);
		},
		async counted(counter, windowMs) {
			checkWindow(windowMs);
			return counters.counted(counter, windowMs);
		},
		async reserve(counter, amount, limit, windowMs, ttlMs) {
			checkAmount(amount);
			checkWindow(windowMs);
			const available = limit - counters.total(counter, windowMs) - reservations.held(counter);
			if (amount > available) return { granted: false, available: Math.max(0, available) };
			return { granted: true, id: reservations.hold(counter, amount, ttlMs) };
		},
		async settle(counter, reservation, field, amount) {
			checkAmount(amount);
			reservations.free(counter, reservation);
			counters.count(counter, field, amount);
		},
		async lease(name, weight, limit, ttlMs) {
			checkAmount(weight);
			if (leases.held(name) + weight > limit) return undefined;
			return leases.hold(name, weight, ttlMs);
		},
		async release(name, lease) {
			leases.free(name, lease);
		},
	};
}
