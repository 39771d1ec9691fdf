import { deepEqual, equal, ok } from 'node:assert/strict';
import { colleagueIn } from './colleague';
import type { BothWatching } from './eventChecks';
import { executionsOf, listenForTestEvent } from './executions';
import type { Scene } from './scene';
import { waitUntil } from './waitUntil';
import { eventsOf, newExecutions, watch, watchOf, type Watching } from './watching';
import { publish, saveWorkflow, unpublish, withParameters } from './workflows';
import type { World } from './world';

const TIMES = 5;

export async function checkPublishing(scene: Scene, world: World): Promise<Watching> {
	const { session, simulator } = world;
	const watching = await scene.stage('publish', () => watch(world, watchOf(world, 'Leads')));
	let { workflow } = watching;
	// n8n takes a trigger down and up again only when something of it was changed.
	const again = async (affectedValues: boolean) => {
		const changed = withParameters(workflow, 'Changed', { options: { affectedValues } });
		workflow = await saveWorkflow(session, changed);
		await publish(session, workflow);
		await waitUntil('Zoho has the channel as it was published last', async () =>
			(await simulator.channels()).some(({ fieldValues }) => fieldValues === affectedValues),
		);
	};
	await scene.check(`changed and published ${TIMES} times, it has one channel (R122)`, async () => {
		for (let time = 0; time < TIMES; time += 1) await again(time % 2 === 0);
		const channels = await simulator.channels();
		deepEqual(
			channels.map(({ id, notifyUrl }) => [id, notifyUrl]),
			[[watching.channel.id, watching.channel.notifyUrl]],
		);
	});
	return { ...watching, workflow };
}

/** The editor listens while the workflow is live. */
export async function checkListening(scene: Scene, world: World, { workflow, channel }: Watching) {
	const { session, simulator } = world;
	const colleague = await colleagueIn(simulator);
	const modes = async () => {
		const list = await executionsOf(session, workflow);
		return list.map(({ mode }) => mode);
	};
	const known = (await modes()).length;
	await scene.check('the editor listens by a channel of its own', async () => {
		await listenForTestEvent(session, workflow, 'Changed');
		const ids = (await simulator.channels()).map(({ id }) => id);
		ok(ids.includes(channel.id));
		equal(ids.length, 3);
	});
	await scene.check('a change reaches the editor and the live workflow', async () => {
		const [id] = await colleague.create('Leads', [{ Last_Name: 'Ebert', Company: 'Acme' }]);
		const executions = await newExecutions(session, workflow, known, 2);
		deepEqual(eventsOf(executions), [`Leads create ${id}`, `Leads create ${id}`]);
		deepEqual((await modes()).slice(0, 2).sort(), ['manual', 'webhook']);
		const kinds = executions.map(({ nodes }) => nodes.Changed.outputs[0][0].json.channel);
		deepEqual(kinds.map((each) => (each as { kind: string }).kind).sort(), ['live', 'test']);
	});
	await scene.check(
		'after the test event its channel is gone, and the live one goes on (R90, R132)',
		async () => {
			await waitUntil('two channels', async () => (await simulator.channels()).length === 2);
			const [id] = await colleague.create('Leads', [{ Last_Name: 'Falk', Company: 'Acme' }]);
			const executions = await newExecutions(session, workflow, known + 2);
			deepEqual(eventsOf(executions), [`Leads create ${id}`]);
			equal((await modes())[0], 'webhook');
		},
	);
}

export async function checkUnpublishing(
	scene: Scene,
	{ session, simulator, n8n }: World,
	{ leads, contacts }: BothWatching,
) {
	const gone = async ({ channel }: Watching) => {
		await waitUntil('n8n no longer knows the address', async () => {
			const answer = await fetch(channel.notifyUrl, { method: 'POST', body: '{}' });
			return answer.status === 404;
		});
		return !(await simulator.channels()).some(({ id }) => id === channel.id);
	};
	await scene.check('unpublishing takes the channel away', async () => {
		await unpublish(session, contacts.workflow);
		await waitUntil('the channel is gone', async () => await gone(contacts));
		deepEqual(
			(await simulator.channels()).map(({ id }) => id),
			[leads.channel.id],
		);
	});
	await scene.check(
		'while Zoho answers 503 the workflow is unpublished all the same (R127)',
		async () => {
			const down = { kind: 'status', status: 503, when: 'before' } as const;
			await simulator.fault({ path: '/actions/watch', times: 'always' }, down);
			await unpublish(session, leads.workflow);
			await waitUntil('the trigger gives up', () => n8n.log().includes('channel was not removed'));
			equal(await gone(leads), false);
			const path = `/rest/workflows/${leads.workflow.id}`;
			const { active } = (await session.call('GET', path)) as { active: boolean };
			equal(active, false);
			await simulator.control('DELETE', 'faults');
		},
	);
	await scene.check('what Zoho still tells the old address starts nothing (R127)', async () => {
		const before = (await executionsOf(session, leads.workflow)).length;
		const colleague = await colleagueIn(simulator);
		await colleague.create('Leads', [{ Last_Name: 'Imhof', Company: 'Acme' }]);
		const told = await waitUntil('Zoho calls', async () =>
			(await simulator.callbacks()).reverse().find(({ status }) => status === 404),
		);
		equal(told.url, leads.channel.notifyUrl);
		equal((await executionsOf(session, leads.workflow)).length, before);
	});
}
