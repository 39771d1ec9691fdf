import { deepEqual, equal } from 'node:assert/strict';
import { chargedToN8n, colleagueIn } from './colleague';
import type { BothWatching } from './eventChecks';
import { executionsOf } from './executions';
import { creditsOn, readLedger } from './ledger';
import type { Scene } from './scene';
import { waitUntil } from './waitUntil';
import { eventsOf, newExecutions, type Watching } from './watching';
import { startAgain, type World } from './world';

/** One channel outlives the pause, the other is lost meanwhile. */
export async function checkRestart(scene: Scene, world: World, { leads, contacts }: BothWatching) {
	const { session, simulator, credential, n8n } = world;
	const colleague = await colleagueIn(simulator);
	const executed = async ({ workflow }: Watching) => (await executionsOf(session, workflow)).length;
	const before = { leads: await executed(leads), contacts: await executed(contacts) };
	await scene.stage('kill n8n', () => n8n.kill());
	const killedAt = (await simulator.log()).at(-1)?.sequence;
	await simulator.control('DELETE', `channels?channel_id=${contacts.channel.id}`);
	await startAgain(scene, world);

	await scene.check('the channel that Zoho lost meanwhile is made anew, as it was', async () => {
		const channels = await waitUntil('two channels', async () => {
			const all = await simulator.channels();
			return all.length === 2 && all;
		});
		const addresses = channels.map(({ id, notifyUrl }) => `${id} ${notifyUrl}`);
		const wanted = [leads, contacts].map(({ channel }) => `${channel.id} ${channel.notifyUrl}`);
		deepEqual(addresses.sort(), wanted.sort());
	});
	await scene.check('after the restart events flow again, by themselves', async () => {
		const [lead] = await colleague.create('Leads', [{ Last_Name: 'Gerber', Company: 'Acme' }]);
		const [contact] = await colleague.create('Contacts', [{ Last_Name: 'Huber' }]);
		const executions = [
			...(await newExecutions(session, leads.workflow, before.leads)),
			...(await newExecutions(session, contacts.workflow, before.contacts)),
		];
		deepEqual(eventsOf(executions), [`Leads create ${lead}`, `Contacts create ${contact}`]);
		const { outsideRuns } = await readLedger(session, credential);
		const charged = await chargedToN8n(simulator, killedAt);
		equal(creditsOn(executions, ['Changed']) + outsideRuns, charged);
	});
}
