import { deepEqual, equal, match } from 'node:assert/strict';
import { runWorkflow, type NodeRun } from './executions';
import type { Scene } from './scene';
import { importWorkflow, readWorkflow } from './workflows';
import type { World } from './world';

/** Runs a workflow of `workflows/` once; gives back what one node did and what the simulator charged. */
async function runOnce({ session, simulator, credential }: World, file: string, node: string) {
	const workflow = await importWorkflow(session, readWorkflow(file, [credential]));
	const before = await simulator.meter();
	const execution = await runWorkflow(session, workflow, 'Start');
	equal(execution.status, 'success', execution.error);
	const charged = (await simulator.meter()).total - before.total;
	return { run: execution.nodes[node], charged };
}

function creditsOf({ outputs }: NodeRun) {
	const items = outputs.flat().map(({ json }) => json as { credits: { cost: number } });
	return items.reduce((total, { credits }) => total + credits.cost, 0);
}

/** Each of the other nodes once, its credits against the meter. */
export async function checkNodeRuns(scene: Scene, world: World) {
	await scene.check(
		'Cached Metadata reads what is missing for 1 credit, then gives it for none',
		async () => {
			const first = await runOnce(world, 'metadata', 'Fields');
			deepEqual([creditsOf(first.run), first.charged], [1, 1]);
			const kinds = first.run.outputs[0].map(({ json }) => [json.metadata, Number(json.count) > 0]);
			deepEqual(kinds, [
				['fields', true],
				['layouts', true],
			]);
			const second = await runOnce(world, 'metadata', 'Fields');
			deepEqual([creditsOf(second.run), second.charged], [0, 0]);
			match(second.run.hints.join('\n'), /no credits/);
		},
	);
	await scene.check(
		'Composite Request creates an account and its contact for 2 credits',
		async () => {
			const { run, charged } = await runOnce(world, 'composite', 'Create');
			const [success, failed] = run.outputs;
			deepEqual(
				success.map(({ json }) => [json.subRequestId, json.outcome]),
				[
					['account', 'done'],
					['contact', 'done'],
				],
			);
			equal(failed.length, 0);
			deepEqual([creditsOf(run), charged], [2, 2]);
			const { records } = (await world.simulator.control('GET', 'records?module=Contacts')) as {
				records: Array<{ Last_Name: string; Account_Name: string }>;
			};
			// Stored lookups are ids.
			const account = success[0].json.body as { data: [{ details: { id: string } }] };
			const contact = records.find(({ Last_Name }) => Last_Name === 'Adler');
			equal(contact?.Account_Name, account.data[0].details.id);
		},
	);
}
