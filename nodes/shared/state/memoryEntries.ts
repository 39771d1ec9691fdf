/** Per entry, for the map's own bookkeeping; a guess, so that a million tiny keys do not count as nothing. */
const ENTRY_BYTES = 100;
const SWEEP_EVERY_MS = 60_000;

interface Entry {
	json: string;
	expires: number;
	bytes: number;
}

export interface MemoryEntries {
	get(key: string): string | undefined;
	put(key: string, json: string, ttlMs: number): void;
	drop(prefix: string): number;
}

/**
 * JSON texts with a life in ms, at most `maxBytes` of them (estimated by length): when full, the one
 * unused for longest goes first. An entry bigger than the whole cap is not kept.
 */
export function memoryEntries(now: () => number, maxBytes: number): MemoryEntries {
	// A Map keeps insertion order; putting an entry back on each use keeps the oldest-used at the front.
	const entries = new Map<string, Entry>();
	let bytes = 0;
	let nextSweep = 0;

	const remove = (key: string, entry: Entry) => {
		entries.delete(key);
		bytes -= entry.bytes;
	};
	const sweep = () => {
		if (now() < nextSweep) return;
		nextSweep = now() + SWEEP_EVERY_MS;
		for (const [key, entry] of entries) if (entry.expires <= now()) remove(key, entry);
	};
	const makeRoom = () => {
		for (const [key, entry] of entries) {
			if (bytes <= maxBytes) return;
			remove(key, entry);
		}
	};

	return {
		get(key) {
			const entry = entries.get(key);
			if (!entry) return undefined;
			entries.delete(key);
			if (entry.expires <= now()) {
				bytes -= entry.bytes;
				return undefined;
			}
			entries.set(key, entry);
			return entry.json;
		},
		put(key, json, ttlMs) {
			sweep();
			const old = entries.get(key);
			if (old) remove(key, old);
			const entry = { json, expires: now() + ttlMs, bytes: key.length + json.length + ENTRY_BYTES };
			if (entry.bytes > maxBytes) return;
			entries.set(key, entry);
			bytes += entry.bytes;
			makeRoom();
		},
		drop(prefix) {
			const gone = [...entries].filter(([key]) => key.startsWith(prefix));
			for (const [key, entry] of gone) remove(key, entry);
			return gone.filter(([, entry]) => entry.expires > now()).length;
		},
	};
}
