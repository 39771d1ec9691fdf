/**
 * What executions, nodes and processes must agree on. Two stores stand behind it: memory (one
 * process) and Redis. Values are JSON; times and lives are milliseconds; keys never hold a token, a
 * secret or record content. Every method may reject with `StateLost` when the store cannot be reached.
 */
export interface SharedState {
	/** `process`: seen by this n8n process alone. `shared`: by every process on the same Redis. */
	readonly scope: 'process' | 'shared';

	/** undefined when nothing is kept; a kept undefined comes back as null, as JSON has it. */
	get(key: string): Promise<unknown>;
	put(key: string, value: unknown, ttlMs: number): Promise<void>;
	/** Removes every entry whose key starts with `prefix`; returns how many. */
	drop(prefix: string): Promise<number>;
	/**
	 * The kept value, or the result of `make`, which runs once however many ask at the same time; those
	 * who waited for another's `make` get `hit: true`, as they caused no call. `ttlMs` begins when it is
	 * made. When `make` rejects nothing is kept, and everyone waiting in this process gets the same
	 * error; another process tries for itself. When it succeeded the value is returned whatever happens.
	 */
	once<T>(key: string, ttlMs: number, make: () => Promise<T>): Promise<{ value: T; hit: boolean }>;
	/** True the first time a key is shown within `ttlMs`, false after that. */
	firstSeen(key: string, ttlMs: number): Promise<boolean>;

	/**
	 * Adds `amount` (≥ 0) to a rolling-window counter; `field` splits the total (any string). A store that can be
	 * lost counts one `entry` (any id) once within an hour, so that who got no answer may tell it again.
	 */
	count(counter: string, field: string, amount: number, entry?: string): Promise<void>;
	/**
	 * What was counted in the last `windowMs` (at most 24 h, else a RangeError), never less than the
	 * truth: kept by five minutes, and five minutes count until they are wholly outside.
	 */
	counted(counter: string, windowMs: number): Promise<Counted>;

	/**
	 * Sets `amount` aside when counted + reserved + amount ≤ limit, atomically. A reservation that is
	 * not settled frees itself after `ttlMs`.
	 */
	reserve(
		counter: string,
		amount: number,
		limit: number,
		windowMs: number,
		ttlMs: number,
	): Promise<Reservation>;
	/**
	 * Replaces a reservation by what was really spent (0 for nothing), atomically. What was spent counts
	 * even when the reservation has freed itself by then or was made elsewhere; told again, as with `count`, once.
	 */
	settle(counter: string, reservation: string, field: string, amount: number): Promise<void>;

	/** A weighted place among `limit`; undefined when there is none now. Frees itself after `ttlMs`. */
	lease(name: string, weight: number, limit: number, ttlMs: number): Promise<string | undefined>;
	release(name: string, lease: string): Promise<void>;

	/**
	 * Lets go of the connection, safe at any time: commands under way are answered first and the next
	 * call connects anew. Unused connections close by themselves, so nodes need not call it.
	 */
	close(): Promise<void>;
}

export interface Counted {
	total: number;
	byField: Record<string, number>;
	/**
	 * When the first of it was counted, or the start of the window if that is later (epoch ms), for
	 * "used since"; null when nothing was counted.
	 */
	since: number | null;
}

export type Reservation = { granted: true; id: string } | { granted: false; available: number };

/**
 * The store could not be reached or refused the login; `reason` is fit to show to a person. `held` is the id of a
 * reservation or place that was asked for, and may have been given although no answer came.
 */
export class StateLost extends Error {
	constructor(
		readonly reason: string,
		readonly held?: string,
	) {
		super(reason);
		this.name = 'StateLost';
	}
}
