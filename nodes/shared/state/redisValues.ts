import { flights, jsonOf } from './flights';
import type { RedisKey, RunScript } from './redis';
import { redisFlight } from './redisFlights';
import type { RedisLink } from './redisLink';
import type { SharedState } from './sharedState';

/** Keys looked at by one SCAN step. */
const SCAN_COUNT = 1000;

type Values = Pick<SharedState, 'get' | 'put' | 'drop' | 'once' | 'firstSeen'>;

export function redisValues(
	link: RedisLink,
	run: RunScript,
	key: RedisKey,
	lockMs: number,
): Values {
	const fly = flights();

	return {
		async get(name) {
			const json = await run('readValue', [key('value', name)]);
			return typeof json === 'string' ? JSON.parse(json) : undefined;
		},
		async put(name, value, ttlMs) {
			await run('writeValue', [key('value', name)], lifeOf(ttlMs), jsonOf(value));
		},
		async drop(prefix) {
			// Without the closing brace: every name that starts so.
			const pattern = `${literally(key('value', prefix).slice(0, -1))}*`;
			return await dropMatching(link, pattern);
		},
		async once(name, ttlMs, make) {
			const keys = { value: key('value', name), lock: key('lock', name) };
			const maker = async () => jsonOf(await make());
			return await fly(name, () => redisFlight(run, keys, lifeOf(ttlMs), maker, lockMs));
		},
		async firstSeen(name, ttlMs) {
			return (await run('markSeen', [key('seen', name)], lifeOf(ttlMs))) === 1;
		},
	};
}

/** Redis takes lives in whole milliseconds from 1 up. */
export function lifeOf(ttlMs: number): number {
	return Math.max(1, Math.ceil(ttlMs));
}

function literally(text: string): string {
	return text.replace(/[\\*?[\]]/g, '\\$&');
}

async function dropMatching(link: RedisLink, pattern: string): Promise<number> {
	let cursor = '0';
	let dropped = 0;
	do {
		const from = cursor;
		const [next, keys] = await link.use((client) =>
			client.scan(from, 'MATCH', pattern, 'COUNT', SCAN_COUNT),
		);
		if (keys.length > 0) dropped += await link.use((client) => client.unlink(keys));
		cursor = next;
	} while (cursor !== '0');
	return dropped;
}
