import type { CredentialReference } from './credentials';
import { freePort } from './freePort';
import { ready, startN8n, type N8n, type N8nPlan } from './n8nProcess';
import type { N8nInstall } from './n8nInstall';
import type { N8nSession } from './n8nRest';
import { startPostgres } from './postgres';
import { startRedis } from './redis';
import type { Scene } from './scene';
import type { Simulator } from './simulatorProcess';

/** n8n in queue mode on one machine, all processes sharing one user folder. */
export interface QueueMode {
	main: N8n;
	workers: N8n[];
	/** Takes production webhook calls. */
	webhook: N8n;
	/** Port of the Redis that n8n's queue lives in. */
	redis: number;
	/** Starts one more worker with settings of its own. */
	startWorker(name: string, env?: NodeJS.ProcessEnv): Promise<N8n>;
}

/** Queue mode with a signed-in session, and our credential connected to the simulator. */
export interface QueueWorld {
	queue: QueueMode;
	session: N8nSession;
	simulator: Simulator;
	credential: CredentialReference;
}

export async function startQueueMode(
	scene: Scene,
	install: N8nInstall,
	userFolder: string,
): Promise<QueueMode> {
	const [database, redis] = await scene.stage('start PostgreSQL and Redis', async () =>
		Promise.all([startPostgres(scene), startRedis(scene)]),
	);
	const [port, webhookPort] = [await freePort(), await freePort()];
	const env = {
		...database,
		// As behind a load balancer: the editor is main's, calls from outside go to the webhook process.
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${port}/`,
		WEBHOOK_URL: `http://127.0.0.1:${webhookPort}/`,
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis),
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		// Without it a run from the editor stays on main.
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	};
	const start = async (name: string, role: N8nPlan['role'], more: Partial<N8nPlan> = {}) =>
		await startN8n(scene, {
			...{ name, role, install, userFolder, ...more },
			env: { ...env, ...more.env },
		});

	// Main goes first and alone: it creates the tables that the others read while starting.
	const main = await start('main', 'start', { port });
	await scene.stage('start main', () => ready(main, 'start'));
	const startWorker: QueueMode['startWorker'] = async (name, own = {}) => {
		const worker = await start(name, 'worker', { env: own });
		await ready(worker, 'worker');
		return worker;
	};
	const webhook = await start('webhook', 'webhook', { port: webhookPort });
	const workers = await scene.stage('start two workers and a webhook process', async () => {
		const [first, second] = await Promise.all([
			startWorker('worker-1'),
			startWorker('worker-2'),
			ready(webhook, 'webhook'),
		]);
		return [first, second];
	});
	return { main, workers, webhook, redis, startWorker };
}

/** The process whose log says that it ran this execution (n8n's own execution row does not say). */
export function workerOf(workers: N8n[], executionId: string): N8n | undefined {
	return workers.find((worker) =>
		worker.log().includes(`Worker finished execution ${executionId} (`),
	);
}
