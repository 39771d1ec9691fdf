import { deepEqual, equal, ok } from 'node:assert/strict';
import { finishedExecution, runWorkflow } from './executions';
import { checkQueuedDay } from './queuedDay';
import { checkQueuedJobs } from './queuedJobs';
import { checkQueuedTrigger } from './queuedTrigger';
import { checkPublicUrl } from './publicUrlChecks';
import { signIn } from './n8nRest';
import { startQueueMode, workerOf, type QueueWorld } from './queue';
import type { Scene, Story } from './scene';
import { checkDailyCap, checkOneCache } from './sharedStateChecks';
import { N8N_VERSION } from './versions';
import { leads, ROWS_A_CALL, type UpsertAnswer } from './upsertOnCall';
import { callWebhook, importWorkflow, publish, readWorkflow } from './workflows';
import { connectOurs, prepareGround } from './world';

export const queueStory: Story = {
	name: 'queue',
	title: 'queue mode: main, two workers and a webhook process over Redis and PostgreSQL',
	async tell(scene) {
		const { install, userFolder, simulator } = await prepareGround(scene, N8N_VERSION);
		const queue = await startQueueMode(scene, install, userFolder);
		const session = await signIn(queue.main.url);
		const credential = await scene.stage('connect the credential', () =>
			connectOurs(session, simulator),
		);
		const world = { queue, session, simulator, credential };
		await runOnWorker(scene, world);
		await callTwentyTimes(scene, world);
		await checkOneCache(scene, world);
		await checkDailyCap(scene, world);
		await checkQueuedTrigger(scene, world);
		await checkQueuedDay(scene, world);
		// Ends the first two workers.
		await checkQueuedJobs(scene, world);
		// Last, as it ends the workers.
		await checkPublicUrl(scene, world);
	},
};

async function runOnWorker(scene: Scene, { session, credential, queue }: QueueWorld) {
	const workflow = await importWorkflow(session, readWorkflow('upsert', [credential]));
	const execution = await scene.stage('upsert 500 rows', () =>
		runWorkflow(session, workflow, 'Start'),
	);
	await scene.check('the upsert workflow runs on a worker (R150)', () => {
		equal(execution.status, 'success', execution.error);
		ok(workerOf(queue.workers, execution.id), 'no worker says that it ran this execution');
		equal(execution.nodes.Upsert.outputs[0].length, 500);
	});
}

const CALLS = 20;

async function callTwentyTimes(scene: Scene, world: QueueWorld) {
	const { session, simulator, credential, queue } = world;
	const workflow = await importWorkflow(session, readWorkflow('upsertOnCall', [credential]));
	await publish(session, workflow);
	const call = async (rows: unknown[]) =>
		(await callWebhook(queue.webhook.url, 'upsert-on-call', { rows })) as UpsertAnswer;
	// The first call also waits until the webhook is known; it must not be one of the twenty.
	await call(leads(-1));

	await simulator.expireTokens();
	const before = await simulator.meter();
	const since = (await simulator.log()).at(-1)?.sequence;
	const answers = await scene.stage(`${CALLS} calls at once with an expired token`, () =>
		Promise.all(Array.from({ length: CALLS }, (_, index) => call(leads(index)))),
	);
	const meter = await simulator.meter();
	const log = await simulator.log(since);

	await scene.check('every execution succeeds with all its rows', async () => {
		deepEqual(new Set(answers.map(({ rows }) => rows)), new Set([ROWS_A_CALL]));
		deepEqual([...new Set(answers.flatMap(({ outcomes }) => outcomes))], ['written']);
		for (const { id } of answers) {
			equal((await finishedExecution(session, id)).status, 'success');
		}
	});
	await scene.check('both workers took part', () => {
		const workers = answers.map(({ id }) => workerOf(queue.workers, id)?.name);
		deepEqual([...new Set(workers)].sort(), ['worker-1', 'worker-2']);
	});
	await scene.check('they refreshed the token once between them (R05)', () => {
		equal(log.filter(({ name }) => name === 'oauth.token').length, 1);
	});
	await scene.check('their credits add up to what the meter says', () => {
		const reported = answers.reduce((total, { credits }) => total + credits, 0);
		equal(reported, meter.total - before.total);
		equal(reported, CALLS * 2);
	});
}
