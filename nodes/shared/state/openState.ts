import { processState } from './memory';
import { redisState } from './redis';
import type { RedisSettings } from './redisClient';
import type { SharedState } from './sharedState';

export type StateSettings = { store: 'memory' } | ({ store: 'redis' } & RedisSettings);

const opened = new Map<string, SharedState>();

/**
 * The store that the credential asks for. The same settings give the same store, so that all nodes of a
 * process share one connection, which closes after a minute unused and opens again at the next call.
 * Never rejects or throws: Redis is looked for at the first call of a method, which may reject with StateLost.
 */
export function openState(settings: StateSettings): SharedState {
	if (settings.store === 'memory') return processState();
	const { host, port, user, password, database, tls, prefix } = settings;
	const identity = JSON.stringify([host, port, user, password, database, tls, prefix]);
	const state = opened.get(identity) ?? redisState(settings);
	opened.set(identity, state);
	return state;
}
