import { deepEqual, equal } from 'node:assert/strict';
import { chargedToN8n } from './colleague';
import { finishedExecution, type Execution } from './executions';
import { creditsOn, readLedger } from './ledger';
import { workerOf, type QueueWorld } from './queue';
import type { Scene } from './scene';
import { connectShared } from './sharedStateChecks';
import {
	expectRowsInOrder,
	importOf,
	jobsEnd,
	letJobsTakeAnHour,
	startAndSleep,
} from './sleepingImport';

const KEPT_IN = ['redis', 'memory'] as const;
const ROWS = 30;

/** Ends both workers while executions sleep; one that starts later goes on, woken through the webhook process. */
export async function checkQueuedJobs(scene: Scene, world: QueueWorld) {
	const { session, simulator, queue } = world;
	await letJobsTakeAnHour(world);
	const shared = await connectShared(world, 'e2e-jobs');
	const since = (await simulator.log()).at(-1)?.sequence;
	const ids: string[] = [];
	await scene.stage('two imports fall asleep', async () => {
		for (const word of KEPT_IN) {
			const credential = word === 'redis' ? shared : world.credential;
			ids.push(await startAndSleep(world, importOf({ credential }, word, ROWS)));
		}
	});
	const fresh = await scene.stage('kill both workers, start another', async () => {
		await Promise.all(queue.workers.map((worker) => worker.kill()));
		return await queue.startWorker('worker-after-kill');
	});
	queue.workers.push(fresh);
	await jobsEnd(world);
	const executions = await Promise.all(ids.map((id) => finishedExecution(session, id)));

	for (const [at, word] of KEPT_IN.entries()) {
		await scene.check(
			`workers killed while asleep, state in ${word}: the job lands (R139)`,
			async () => {
				await expectRowsInOrder(world, executions[at], { node: 'Import', word, rows: ROWS });
				equal(workerOf([fresh], ids[at]), fresh);
				deepEqual(await callsFor(world, ids[at]), [`${queue.webhook.url} 200`]);
			},
		);
	}
	await scene.check('their credits and those of the calls add up to the meter', async () => {
		const [inRedis] = executions;
		const looks = await Promise.all(executions.map((one) => looksFor(world, one)));
		equal(
			creditsOn(executions, ['Import', 'Result']) + looks[0] + looks[1],
			await chargedToN8n(simulator, since),
		);
		const ledger = await readLedger(session, shared);
		equal(ledger.outsideRuns, looks[0]);
		equal(ledger.total, creditsOn([inRedis], ['Import', 'Result']) + looks[0]);
	});
}

/** Where Zoho called for an execution, and what it was answered. */
async function callsFor({ simulator }: QueueWorld, id: string) {
	const calls = await simulator.callbacks();
	return calls
		.filter(({ url }) => new URL(url).pathname === `/webhook-waiting/${id}`)
		.map(({ url, status }) => `${new URL(url).origin} ${status}`);
}

/** What looking at the job of an execution has cost. */
async function looksFor({ simulator }: QueueWorld, { nodes }: Execution) {
	const { id } = nodes.Import.outputs[0][0].json.job as { id: string };
	const log = await simulator.log();
	const looks = log.filter(({ name, path }) => name === 'bulkWrite.status' && path.endsWith(id));
	return looks.reduce((total, { cost }) => total + cost, 0);
}
