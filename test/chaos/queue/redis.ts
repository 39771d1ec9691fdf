import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { redisScripts } from '../../../nodes/shared/state/redisScripts';
import type { RedisServer } from '../../state/redisServer';
import { startRedis } from '../../state/redisServer';

export const PASSWORD = 'open-sesame-of-redis';
const OTHER_PASSWORD = 'another-sesame-of-redis';

/** What may happen to a Redis, and how it is made good. */
export type Harm = 'killed' | 'stopped' | 'frozen' | 'full' | 'readOnly' | 'locked';

/** A real Redis with a login that keeps its data over a restart. */
export interface ChaosRedis {
	port: number;
	/** Asks as who has nothing to do with the nodes. */
	ask<T>(question: (client: Redis) => Promise<T>): Promise<T>;
	harm(harm: Harm): Promise<void>;
	mend(harm: Harm): Promise<void>;
	/** As if it had never been used. */
	empty(): Promise<void>;
}

let shared: Promise<ChaosRedis> | undefined;

/** The one of this chaos; it ends with it. */
export const chaosRedis = async (): Promise<ChaosRedis> => await (shared ??= open());

async function open(): Promise<ChaosRedis> {
	const folder = mkdtempSync(join(tmpdir(), 'chaos-redis-'));
	const settings = ['--requirepass', PASSWORD, '--appendonly', 'yes', '--dir', folder];
	let server = await startRedis(settings);
	const { port } = server;
	process.on('exit', () => {
		server.signal('SIGKILL');
		rmSync(folder, { recursive: true, force: true });
	});
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
	const as =
		(password: string): ChaosRedis['ask'] =>
		async (question) => {
			const client = new Redis({ port, password, lazyConnect: true, commandTimeout: 10_000 });
			try {
				await client.connect();
				return await question(client);
			} finally {
				client.disconnect();
			}
		};
	const ask = as(PASSWORD);
	const start = async () => {
		server = await startRedis(settings, port);
	};
	const { harms, mends } = doings(ask, as(OTHER_PASSWORD), () => server, start);
	return {
		port,
		ask,
		harm: async (harm) => await harms[harm](),
		mend: async (harm) => await mends[harm](),
		empty: async () => await ask(async (client) => void (await Promise.all(emptied(client)))),
	};
}

/** It knows the scripts, in every run alike: those that it does not know are sent twice. */
const emptied = (client: Redis): Array<Promise<unknown>> => [
	client.flushall(),
	...Object.values(redisScripts).map(({ lua }) => client.script('LOAD', lua)),
];

type Doing = Record<Harm, () => Promise<void>>;

function doings(
	ask: ChaosRedis['ask'],
	askLocked: ChaosRedis['ask'],
	server: () => RedisServer,
	start: () => Promise<void>,
): { harms: Doing; mends: Doing } {
	const told = async (client: Redis, ...words: [string, ...string[]]) =>
		void (await client.call(...words));
	const tell = async (...words: [string, ...string[]]) =>
		await ask(async (client) => await told(client, ...words));
	const hangUp = ['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'] as [string, ...string[]];
	return {
		harms: {
			killed: async () => await tell(...hangUp),
			stopped: async () => await server().stop(),
			frozen: async () => server().signal('SIGSTOP'),
			full: async () => await tell('CONFIG', 'SET', 'maxmemory', '1'),
			readOnly: async () => await tell('REPLICAOF', '127.0.0.1', '1'),
			locked: async () =>
				await ask(async (client) => {
					await told(client, 'CONFIG', 'SET', 'requirepass', OTHER_PASSWORD);
					await told(client, ...hangUp);
				}),
		},
		mends: {
			killed: async () => {},
			stopped: start,
			frozen: async () => server().signal('SIGCONT'),
			full: async () => await tell('CONFIG', 'SET', 'maxmemory', '0'),
			readOnly: async () => await tell('REPLICAOF', 'NO', 'ONE'),
			locked: async () =>
				await askLocked(
					async (client) => await told(client, 'CONFIG', 'SET', 'requirepass', PASSWORD),
				),
		},
	};
}
