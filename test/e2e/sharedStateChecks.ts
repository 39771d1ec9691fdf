import { deepEqual, equal, ok } from 'node:assert/strict';
import { addCredential, connect, ourCredential } from './credentials';
import { finishedExecution } from './executions';
import { workerOf, type QueueWorld } from './queue';
import type { Scene } from './scene';
import { CREDITS_A_CALL, leads, ROWS_A_CALL, type UpsertAnswer } from './upsertOnCall';
import { callWebhook, importWorkflow, publish, readWorkflow, withPath } from './workflows';

const CALLS = 20;

/** What the last node of `workflows/metadataOnCall.json` answers. */
interface MetadataAnswer {
	id: string;
	fields: number;
	credits: number;
	used24h: { value: number; scope: string } | null;
}

/** A credential that keeps its state in the suite's Redis, apart from that of the other credentials. */
export async function connectShared(
	{ session, simulator, queue }: QueueWorld,
	prefix: string,
	more = {},
) {
	const { name, type, data } = ourCredential(simulator);
	const redis = { stateStore: 'redis', redisHost: '127.0.0.1', redisPort: queue.redis };
	const credential = await addCredential(session, {
		name: `${name}, ${prefix}`,
		type,
		data: { ...data, ...redis, redisPrefix: prefix, ...more },
	});
	await connect(session, credential);
	return credential;
}

/** Twenty executions on two workers want the fields of a module that nobody has read yet. */
export async function checkOneCache(scene: Scene, world: QueueWorld) {
	const { session, simulator, queue } = world;
	const credential = await connectShared(world, 'e2e-cache');
	await publish(
		session,
		await importWorkflow(session, readWorkflow('metadataOnCall', [credential])),
	);
	const call = async (module: string) =>
		(await callWebhook(queue.webhook.url, 'metadata-on-call', { module })) as MetadataAnswer;
	const before = await simulator.meter();
	// Another module, so that the webhook is known and the one of the twenty stays cold.
	const first = await call('Leads');
	const since = (await simulator.log()).at(-1)?.sequence;
	// Long enough for all of them to ask while the first answer is under way.
	await simulator.setLatency(2000);
	const answers = await scene.stage(`${CALLS} executions want the same metadata at once`, () =>
		Promise.all(Array.from({ length: CALLS }, () => call('Contacts'))),
	);
	await simulator.setLatency(0);
	const log = await simulator.log(since);
	const last = await call('Contacts');
	const spent = (await simulator.meter()).total - before.total;

	await scene.check(
		'over Redis: Zoho is asked once, and all executions get the fields',
		async () => {
			deepEqual(
				log.map(({ name }) => name),
				['settings.fields'],
			);
			ok(first.fields > 0 && answers.every(({ fields }) => fields === last.fields && fields > 0));
			for (const { id } of answers) {
				equal((await finishedExecution(session, id)).status, 'success');
			}
		},
	);
	await scene.check('over Redis: both workers took part', () => {
		const workers = answers.map(({ id }) => workerOf(queue.workers, id)?.name);
		deepEqual([...new Set(workers)].sort(), ['worker-1', 'worker-2']);
	});
	await scene.check('over Redis: their credits add up to what the meter says', () => {
		equal(sumOfCredits([first, ...answers, last]), spent);
		equal(sumOfCredits(answers), 1);
	});
	await scene.check('over Redis: the ledger is one for all, and holds what the meter says', () => {
		deepEqual([last.used24h?.scope, last.used24h?.value], ['shared', spent]);
	});
}

/** Not a multiple of what a call costs: the last credit must stay unspent, too. */
const CAP = 13;

/** Twenty executions on two workers want to spend together more than the daily cap. */
export async function checkDailyCap(scene: Scene, world: QueueWorld) {
	const { session, simulator, queue } = world;
	const credential = await connectShared(world, 'e2e-cap', { dailyCap: CAP });
	const workflow = withPath(readWorkflow('upsertOnCall', [credential]), 'upsert-with-cap');
	await publish(session, await importWorkflow(session, workflow));
	const before = await simulator.meter();
	const call = async (index: number) => {
		const rows = leads(index);
		return (await callWebhook(queue.webhook.url, 'upsert-with-cap', { rows })) as UpsertAnswer;
	};
	const first = await call(1000);
	const answers = await scene.stage(`${CALLS} executions under a daily cap of ${CAP}`, () =>
		Promise.all(Array.from({ length: CALLS }, (_, index) => call(1001 + index))),
	);
	const spent = (await simulator.meter()).total - before.total;

	await scene.check(`the cap holds over both workers: ${spent} of ${CAP} credits are spent`, () => {
		ok(spent <= CAP && spent > CAP - CREDITS_A_CALL, `${spent} credits`);
		equal(sumOfCredits([first, ...answers]), spent);
		const workers = answers.map(({ id }) => workerOf(queue.workers, id)?.name);
		deepEqual([...new Set(workers)].sort(), ['worker-1', 'worker-2']);
	});
	await scene.check('every row above the cap comes out as not sent', () => {
		ok([first, ...answers].every(({ rows }) => rows === ROWS_A_CALL));
		const outcomes = answers.map((answer) => answer.outcomes.join());
		const written = outcomes.filter((outcome) => outcome === 'written').length;
		const notSent = outcomes.filter((outcome) => outcome === 'notSent').length;
		equal(written, (spent - first.credits) / CREDITS_A_CALL);
		deepEqual([written + notSent, notSent > 0], [CALLS, true], outcomes.join(' '));
	});
}

function sumOfCredits(answers: Array<{ credits: number }>) {
	return answers.reduce((total, { credits }) => total + credits, 0);
}
