import { deepEqual } from 'node:assert/strict';
import { openDay, tellDay } from './mixedDay';
import type { QueueWorld } from './queue';
import type { Scene } from './scene';

/** The day of the examples on two workers over Redis: table, ledger and meter are told by one page. */
export async function checkQueuedDay(scene: Scene, { queue, session, simulator }: QueueWorld) {
	const redis = { stateStore: 'redis', redisHost: '127.0.0.1', redisPort: queue.redis };
	// Production webhooks, the dashboard too, are answered by the webhook process.
	const base = { n8n: queue.webhook, session, simulator };
	const day = await openDay(scene, base, { ...redis, redisPrefix: 'e2e-day' });
	const before = queue.workers.map(runsOf);
	await tellDay(scene, day);
	await scene.check('queue mode: both workers had a part in the day', () => {
		const took = queue.workers.map((worker, at) => runsOf(worker) > before[at]);
		deepEqual(took, [true, true]);
	});
}

const runsOf = (worker: QueueWorld['queue']['workers'][number]) =>
	worker.log().split('Worker finished execution').length;
