import { redisAmounts } from './redisAmounts';
import type { RedisSettings } from './redisClient';
import { IDLE_MS, redisLink } from './redisLink';
import { LOCK_MS } from './redisFlights';
import type { RedisScript } from './redisScripts';
import type { SharedState } from './sharedState';
import { redisValues } from './redisValues';

const DEFAULT_PREFIX = 'n8n-zoho-crm-credits';

/** Raised when the layout of a key or value changes: older data is then not read and dies by its life. */
const LAYOUT = 'v1';

/** Scripts that answer with a list; what stands where a Redis should may answer anything. */
const LISTS = new Set<RedisScript>(['readCounts', 'reserveAmount', 'claimFlight']);

/** Runs a script on keys made by `key`, with the clock as its first argument. Rejects with StateLost. */
export type RunScript = (
	script: RedisScript,
	keys: string[],
	...args: Array<string | number>
) => Promise<unknown>;

/** The braces are a hash tag: the keys of one name lie in one slot, which a clustered server asks for. */
export type RedisKey = (kind: string, name: string) => string;

export interface RedisOptions {
	/** Epoch ms for every decision in place of the server's clock, for tests. */
	now?: () => number;
	/** An unused connection closes after this. */
	idleMs?: number;
	/** After this, the lock of a process that was killed frees itself. */
	lockMs?: number;
}

/**
 * The store that all processes on the same Redis (5 or newer, not a cluster) and prefix share. Opens its
 * connection at the first call. Every method rejects with StateLost when Redis does not do its part.
 */
export function redisState(settings: RedisSettings, options: RedisOptions = {}): SharedState {
	const { now, idleMs = IDLE_MS, lockMs = LOCK_MS } = options;
	const link = redisLink(settings, idleMs);
	const root = `${settings.prefix || DEFAULT_PREFIX}:${LAYOUT}`;
	const key: RedisKey = (kind, name) => `${root}:${kind}:{${name}}`;
	const run: RunScript = async (script, keys, ...args) =>
		await link.use(async (client) => {
			const answer = await client[script](...keys, now?.() ?? '', ...args);
			if (LISTS.has(script) && !Array.isArray(answer))
				throw new Error('something else than the list that was asked for');
			return answer;
		});

	return {
		scope: 'shared',
		...redisValues(link, run, key, lockMs),
		...redisAmounts(run, key),
		close: link.close,
	};
}
