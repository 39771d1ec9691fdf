import { startSimulator } from '../../simulator/main';
import { manualClock } from '../../simulator/clock';
import type { Zoho } from '../../simulator/zoho';
import { secretsOf } from '../../support/secretsOf';
import { credentialFor } from '../../support/zohoCredential';
import type { Limits } from '../limits';
import type { ChaosRedis } from './redis';
import { chaosRedis, PASSWORD } from './redis';
import type { N8nProcess } from './process';
import { n8nProcesses } from './process';
import type { RedisTrouble } from './redisTrouble';
import { RedisTroubles } from './redisTroubles';
import { openWire } from './wire';

/** Two n8n processes, each on a wire of its own to one Redis, and a Zoho. */
export interface QueueStory {
	zoho: Zoho;
	redis: ChaosRedis;
	troubles: RedisTroubles;
	processes: [N8nProcess, N8nProcess];
	/** All keys of the story in Redis begin so. */
	prefix: string;
	/** Of the ledger, as the nodes name it. */
	ledger: string;
	secrets: string[];
	/** Everything works again, and half a minute has gone by. */
	mend(): Promise<void>;
	/** Connections to Redis that both processes hold. */
	connections(): number;
	close(): Promise<void>;
}

let stories = 0;

export async function openQueueStory(
	limits: Limits,
	redisTroubles: RedisTrouble[],
	goesBy: boolean,
): Promise<QueueStory> {
	const [redis, processes] = [await chaosRedis(), n8nProcesses()];
	await redis.empty();
	const { zoho, origin, close } = await startSimulator({
		clock: manualClock(Date.now()),
		edition: 'ultimate',
	});
	const troubles = new RedisTroubles(redis, redisTroubles, (process) => wires[process].cut());
	const wires = [
		await openWire(() => redis.port, troubles.gateOf(0)),
		await openWire(() => redis.port, troubles.gateOf(1)),
	];
	const [id, prefix] = [`queue-${++stories}`, `chaos-${stories}`];
	const boxes = (port: number) => ({
		id,
		clientId: '1000.SIMULATOR',
		clientSecret: 'simulator-secret',
		oauthTokenData: { ...zoho.issueToken({ expiresIn: 30 * 86_400 }, origin) },
		stateStore: 'redis',
		redisHost: '127.0.0.1',
		redisPort: port,
		redisPassword: PASSWORD,
		redisPrefix: prefix,
		...limits,
	});
	const secrets: string[] = [PASSWORD];
	for (const [at, process] of processes.entries()) {
		const credential = boxes(wires[at].port);
		secrets.push(...secretsOf(credentialFor(origin, credential)));
		await process.open({ origin, credential, secrets, goesBy });
	}
	return {
		zoho,
		redis,
		troubles,
		processes,
		prefix,
		ledger: `ledger:${id}:production`,
		secrets,
		async mend() {
			await troubles.end();
			for (const process of processes) await process.later();
		},
		connections: () => wires.reduce((sum, { open }) => sum + open(), 0),
		async close() {
			await troubles.end();
			for (const wire of wires) await wire.close();
			await close();
		},
	};
}
