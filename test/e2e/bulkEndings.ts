import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { executionsOf, finishedExecution, type Execution } from './executions';
import { startReceiver } from './receiver';
import type { Scene } from './scene';
import { callAndSleep, importOf, jobsEnd, startAndSleep } from './sleepingImport';
import { waitUntil } from './waitUntil';
import { readWorkflow, withParameters } from './workflows';
import type { World } from './world';

/** All leads there are, through a job and a file. */
export async function checkExport(scene: Scene, world: World): Promise<Execution | undefined> {
	const { session, simulator, credential } = world;
	let execution: Execution | undefined;
	await scene.check('an export sleeps, and wakes with a CSV in the file system', async () => {
		const id = await startAndSleep(world, readWorkflow('bulkExport', [credential]));
		await jobsEnd(world);
		execution = await finishedExecution(session, id);
		equal(execution.status, 'success', execution.error);
		const [done, ...others] = execution.nodes.Export.outputs[0];
		equal(others.length, 0);
		match(done.binary?.data.id ?? '', /^filesystem/);
		equal(done.json.outcome, 'exported');
	});
	await scene.check('Get Result turns it into an item for each record', async () => {
		ok(execution);
		const { records } = (await simulator.control('GET', 'records?module=Leads')) as {
			records: Array<{ id: string; Last_Name: string; Email: string | null }>;
		};
		const items = execution.nodes.Result.outputs[0].map(({ json }) => json);
		const row = ({ id, Last_Name, Email }: Record<string, unknown>) =>
			`${id} ${Last_Name} ${Email}`;
		deepEqual(items.map(row).sort(), records.map(row).sort());
	});
	return execution;
}

/**
 * n8n keeps nothing of the execution once it has succeeded, as with EXECUTIONS_DATA_SAVE_ON_SUCCESS=none for all
 * workflows. Resolves with the credits on its items.
 */
export async function checkUnsaved(scene: Scene, world: World): Promise<number> {
	const { n8n } = world;
	const receiver = await startReceiver(scene);
	let credits = 0;
	await scene.check('an execution that n8n does not save wakes, too (R134)', async () => {
		const file = importOf(world, 'unsaved', 30, { file: 'bulkImportTold' });
		const told = withParameters(file, 'Tell', { url: receiver.url });
		const place = { ...world, url: n8n.url };
		const { workflow } = await callAndSleep(place, told, 'import-and-forget');
		await jobsEnd(world);
		const rows = (await waitUntil('its rows', () => receiver.bodies[0])) as Array<{
			outcome: string;
			credits: { cost: number };
		}>;
		deepEqual(
			rows.map(({ outcome }) => outcome),
			Array(30).fill('written'),
		);
		credits = rows.reduce((sum, row) => sum + row.credits.cost, 0);
		const left = async () => await executionsOf(world.session, workflow);
		await waitUntil('n8n has forgotten it', async () => (await left()).length === 0);
	});
	return credits;
}
