import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { SIMULATOR_CLIENT } from '../simulator/seed';
import { chargedToN8n, colleagueIn } from './colleague';
import { executionsOf, finishedExecution } from './executions';
import { creditsOn, readLedger } from './ledger';
import type { Scene } from './scene';
import { eventsOf, newExecutions, type Watching } from './watching';
import type { World } from './world';

export interface BothWatching {
	/** Told ids only. */
	leads: Watching;
	/** Fetches the records. */
	contacts: Watching;
}

export async function checkEvents(scene: Scene, world: World, { leads, contacts }: BothWatching) {
	const { session, simulator } = world;
	const colleague = await colleagueIn(simulator);
	const ids = await colleague.create('Leads', [
		{ Last_Name: 'Adler', Company: 'Acme' },
		{ Last_Name: 'Bauer', Company: 'Acme' },
		{ Last_Name: 'Conrad', Company: 'Acme' },
	]);
	await scene.check(
		'three leads made in one call: one execution, an item for each id',
		async () => {
			const executions = await newExecutions(session, leads.workflow, 0);
			equal(executions.length, 1);
			const [{ status, nodes }] = executions;
			equal(status, 'success');
			deepEqual(eventsOf(executions).sort(), ids.map((id) => `Leads create ${id}`).sort());
			equal(nodes.After.outputs[0].length, 3);
		},
	);
	await scene.check('a record edited, another deleted: an execution each', async () => {
		await colleague.edit('Leads', [{ id: ids[0], Company: 'Else' }]);
		await newExecutions(session, leads.workflow, 1);
		await colleague.remove('Leads', [ids[1]]);
		const executions = await newExecutions(session, leads.workflow, 1, 2);
		deepEqual(eventsOf(executions), [`Leads edit ${ids[0]}`, `Leads delete ${ids[1]}`]);
	});
	await scene.check('Fetch Record brings what was written, for 1 credit', async () => {
		await colleague.create('Contacts', [{ Last_Name: 'Dorn', Phone: '0301' }]);
		const executions = await newExecutions(session, contacts.workflow, 0);
		const [{ json }] = executions[0].nodes.Changed.outputs[0];
		equal((json.record as { Phone: string }).Phone, '0301');
		ok(creditsOn(executions, ['Changed']) >= 1);
	});
	await checkSum(scene, world, [leads, contacts]);
}

/** Since n8n was started: the ledger is in its memory. */
async function checkSum(scene: Scene, world: World, watching: Watching[]) {
	const { session, simulator, credential } = world;
	await scene.check(
		'credits on items and in the ledger add up to what the meter says',
		async () => {
			const listed = await Promise.all(
				watching.map(async ({ workflow }) => await executionsOf(session, workflow)),
			);
			const executions = await Promise.all(
				listed.flat().map(async ({ id }) => await finishedExecution(session, id)),
			);
			const ledger = await readLedger(session, credential);
			const charged = await chargedToN8n(simulator);
			equal(creditsOn(executions, ['Changed']) + ledger.outsideRuns, charged);
			equal(ledger.total, charged);
			scene.print(`        ${charged} credits: ${JSON.stringify(ledger.byNode)}`);
		},
	);
}

/** What a stranger may send who has found the address. */
export async function checkForged(
	scene: Scene,
	{ session }: World,
	{ workflow, channel }: Watching,
) {
	const post = async (body: string, type = 'application/json') =>
		(
			await fetch(channel.notifyUrl, {
				method: 'POST',
				headers: { 'content-type': type },
				body,
			})
		).status;
	const told = { module: 'Leads', ids: ['1'], operation: 'insert', server_time: Date.now() };
	await scene.check('who does not know the token gets 401, and nothing is executed', async () => {
		const before = (await executionsOf(session, workflow)).length;
		const wrong = { ...told, channel_id: channel.id, token: 'x'.repeat(43) };
		equal(await post(JSON.stringify(wrong)), 401);
		equal(await post(JSON.stringify({ ...told, channel_id: channel.id })), 401);
		equal(await post('module=Leads', 'application/x-www-form-urlencoded'), 401);
		// n8n itself turns this one away.
		equal(await post('{ "module": '), 422);
		equal((await executionsOf(session, workflow)).length, before);
	});
}

/** Whatever happened before, also while Zoho was down. */
export async function checkQuietLog(scene: Scene, { n8n }: World, watching: BothWatching) {
	await scene.check("no channel's token and no client secret is in n8n's log", () => {
		const { leads, contacts } = watching;
		const secrets = [leads.channel.token, contacts.channel.token, SIMULATOR_CLIENT.secret];
		const log = n8n.log();
		match(log, /the channel was not removed/);
		for (const secret of secrets) ok(secret && !log.includes(secret));
	});
}
