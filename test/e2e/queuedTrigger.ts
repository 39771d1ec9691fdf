import { deepEqual, equal, ok } from 'node:assert/strict';
import { chargedToN8n, colleagueIn } from './colleague';
import type { CredentialReference } from './credentials';
import { creditsOn, readLedger } from './ledger';
import { workerOf, type QueueWorld } from './queue';
import type { Scene } from './scene';
import { connectShared } from './sharedStateChecks';
import { waitUntil } from './waitUntil';
import { eventsOf, newExecutions, watch, watchOf } from './watching';
import { unpublish } from './workflows';

/** Main makes the channel, the webhook process takes Zoho's call, a worker runs the workflow. */
export async function checkQueuedTrigger(scene: Scene, world: QueueWorld) {
	const { session, simulator } = world;
	const shared = await connectShared(world, 'e2e-channel');
	const since = (await simulator.log()).at(-1)?.sequence;
	await scene.check('over Redis: two contacts are told to the webhook process', async () => {
		const executions = await tellOfContacts({ ...world, credential: shared });
		const ledger = await readLedger(session, shared);
		const charged = await chargedToN8n(simulator, since);
		equal(creditsOn(executions, ['Changed']) + ledger.outsideRuns, charged);
		equal(ledger.total, charged);
	});
	await scene.check('with memory alone, too; a worker knows nothing of the channel', async () => {
		await tellOfContacts(world);
		const { byNode } = await readLedger(session, world.credential);
		deepEqual(
			Object.keys(byNode).filter((name) => name.startsWith('channel')),
			[],
		);
	});
}

async function tellOfContacts(world: QueueWorld & { credential: CredentialReference }) {
	const { session, simulator, queue } = world;
	const { workflow, channel } = await watch(world, watchOf(world, 'Contacts'));
	ok(channel.notifyUrl.startsWith(`${queue.webhook.url}/webhook/`), channel.notifyUrl);
	const colleague = await colleagueIn(simulator);
	const ids = await colleague.create('Contacts', [{ Last_Name: 'Adler' }, { Last_Name: 'Bauer' }]);
	const executions = await newExecutions(session, workflow, 0);
	deepEqual(eventsOf(executions).sort(), ids.map((id) => `Contacts create ${id}`).sort());
	ok(workerOf(queue.workers, executions[0].id), 'no worker says that it ran this execution');
	await unpublish(session, workflow);
	await waitUntil('the channel is gone', async () => (await simulator.channels()).length === 0);
	return executions;
}
