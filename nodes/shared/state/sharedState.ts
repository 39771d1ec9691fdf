/**
 * What executions, nodes and processes must agree on. Two stores stand behind it: memory (one
 * process) and Redis. Values are JSON; times and lives are milliseconds; keys never hold a token, a
 * secret or record content. Every method may reject with `StateLost` when the store cannot be reached.
 */
export interface SharedState {
	/** `process`: seen by this n8n process alone. `shared`: by every process on the same Redis. */
	readonly scope: 'process' | 'shared';

	get(key: string): Promise<unknown>;
	put(key: string, value: unknown, ttlMs: number): Promise<void>;
	/** Removes every entry whose key starts with `prefix`; returns how many. */
	drop(prefix: string): Promise<number>;
	/** The kept value, or the result of `make`, which runs once however many ask at the same time. */
	once<T>(key: string, ttlMs: number, make: () => Promise<T>): Promise<{ value: T; hit: boolean }>;
	/** True the first time a key is shown within `ttlMs`, false after that. */
	firstSeen(key: string, ttlMs: number): Promise<boolean>;

	/** Adds to a rolling-window counter; `field` splits the total (any string). */
	count(counter: string, field: string, amount: number): Promise<void>;
	/** What was counted in the last `windowMs`, never less than the truth (buckets count until wholly outside). */
	counted(counter: string, windowMs: number): Promise<Counted>;

	/**
	 * Sets `amount` aside when counted + reserved + amount ≤ limit, atomically. A reservation that is
	 * not settled frees itself after `ttlMs`.
	 */
	reserve(counter: string, amount: number, limit: number, windowMs: number, ttlMs: number): Promise<Reservation>;
	/** Replaces a reservation by what was really spent (0 for nothing), atomically. */
	settle(counter: string, reservation: string, field: string, amount: number): Promise<void>;

	/** A weighted place among `limit`; undefined when there is none now. Frees itself after `ttlMs`. */
	lease(name: string, weight: number, limit: number, ttlMs: number): Promise<string | undefined>;
	release(name: string, lease: string): Promise<void>;

	/** Lets go of connections when nobody has used the store for a while; safe to call at any time. */
	close(): Promise<void>;
}

export interface Counted {
	total: number;
	byField: Record<string, number>;
	/** When counting began within the window (epoch ms), for "used since"; null when nothing was counted. */
	since: number | null;
}

export type Reservation = { granted: true; id: string } | { granted: false; available: number };

/** The store could not be reached or refused the login; `reason` is fit to show to a person. */
export class StateLost extends Error {
	constructor(readonly reason: string) {
		super(reason);
		this.name = 'StateLost';
	}
}
