import type * as IoRedis from 'ioredis';
import { redisScripts, type RedisScript } from './redisScripts';
import { StateLost } from './sharedState';
import { inTime } from './waiting';

export interface RedisSettings {
	host: string;
	port: number;
	user?: string;
	password?: string;
	database?: number;
	tls?: boolean;
	/** Before every key, so that several n8n can share one Redis. */
	prefix?: string;
}

type ScriptCalls = Record<RedisScript, (...args: Array<string | number>) => Promise<unknown>>;

export type RedisClient = IoRedis.Redis & ScriptCalls;

/**
 * For a command, and for connecting with login and all; a slow Redis must not hold up a run for longer.
 * Not ioredis' commandTimeout: its timer outlives a command that was refused (ioredis 5.3.2, Command.js).
 */
export const ANSWER_WITHIN_MS = 2000;

/**
 * A connected client that never reconnects by itself: the next use opens a new one, so that a lost Redis
 * shows at once instead of commands queueing up. Rejects with what went wrong, as ioredis worded it.
 */
export async function openClient(settings: RedisSettings): Promise<RedisClient> {
	const { Redis } = await importIoredis();
	const client = new Redis(optionsFor(settings)) as RedisClient;
	let failure: unknown;
	// connect() only says "Connection is closed"; the cause, a refused login or database, comes as an event.
	client.on('error', (error) => (failure ??= error));
	await inTime(client.connect(), ANSWER_WITHIN_MS).catch((error) => (failure ??= error));
	if (failure === undefined) return client;
	client.disconnect();
	throw failure;
}

function optionsFor(settings: RedisSettings): IoRedis.RedisOptions {
	return {
		host: settings.host,
		port: settings.port,
		username: settings.user || undefined,
		password: settings.password || undefined,
		db: settings.database ?? 0,
		tls: settings.tls ? {} : undefined,
		// ioredis asks for IPv4 alone unless told.
		family: 0,
		scripts: redisScripts,
		lazyConnect: true,
		connectTimeout: ANSWER_WITHIN_MS,
		// For the goodbye of a Redis that no longer answers.
		disconnectTimeout: 500,
		enableOfflineQueue: false,
		retryStrategy: () => null,
	};
}

/**
 * n8n brings ioredis for its own queue mode; this package installs nothing, so it is asked for late. Compiled
 * to `require`, which finds n8n's copy through the NODE_PATH that n8n sets (cli: load-nodes-and-credentials.ts).
 */
async function importIoredis(): Promise<typeof IoRedis> {
	return await import('ioredis').catch(() => Promise.reject(ioredisMissing()));
}

function ioredisMissing(): StateLost {
	return new StateLost(
		'This n8n does not bring the Redis client library (ioredis), so shared state cannot be kept in ' +
			'Redis. Set where shared state lives to Memory in the credential, or use a complete n8n install.',
	);
}
