import { deepEqual, equal, ok } from 'node:assert/strict';
import { chargedToN8n } from './colleague';
import { finishedExecution, type Execution } from './executions';
import { creditsOn, readLedger } from './ledger';
import type { Scene } from './scene';
import {
	callAndSleep,
	expectRowsInOrder,
	importOf,
	jobsEnd,
	startAndSleep,
} from './sleepingImport';
import { withParameters } from './workflows';
import type { World } from './world';

const IMPORT = { node: 'Import', word: 'called', rows: 600, badRow: 7 };
const TWICE = { node: 'Import', word: 'twice', rows: 30 };
const LOST = { word: 'lost', rows: 30 };

/** In production: begun by a webhook. */
export async function checkImport(scene: Scene, world: World): Promise<Execution | undefined> {
	const { session, simulator, n8n } = world;
	const file = importOf(world, IMPORT.word, IMPORT.rows, { badRow: IMPORT.badRow });
	const looks = async () => (await simulator.meter()).byName['bulkWrite.status']?.cost ?? 0;
	let execution: Execution | undefined;
	await scene.check(
		`an import of ${IMPORT.rows} rows sleeps, and Zoho's call wakes it (R133, R140)`,
		async () => {
			const { id } = await callAndSleep({ ...world, url: n8n.url }, file, 'import-on-call');
			const before = await looks();
			await jobsEnd(world);
			execution = await finishedExecution(session, id);
			// Zoho is asked for the job once, when it has called.
			deepEqual([before, await looks()], [0, 1]);
			const { status } = (await simulator.callbacks()).at(-1) ?? {};
			equal(status, 200);
		},
	);
	await scene.check('its rows come out on Done in their order, the bad one named', async () => {
		ok(execution);
		await expectRowsInOrder(world, execution, IMPORT);
		const items = execution.nodes.Import.outputs[0];
		const { outcome, field, code, input } = items[IMPORT.badRow].json as Record<string, unknown>;
		deepEqual([outcome, field, code], ['refused', 'Email', 'INVALID_DATA']);
		equal((input as { Last_Name: string }).Last_Name, `Lead ${IMPORT.badRow}`);
		ok(items.every(({ pairedItem }, row) => (pairedItem as { item: number }).item === row));
	});
	await scene.check('they pass through Get Result behind it for nothing', () => {
		ok(execution);
		const { outputs } = execution.nodes.Result;
		deepEqual([outputs[0].length, outputs[1].length], [IMPORT.rows - 1, 1]);
		equal(creditsOn([execution], ['Result']), 0);
	});
	return execution;
}

/** Zoho's call does not come; somebody who has overheard it sends it twice at one moment. */
export async function checkTwice(scene: Scene, world: World): Promise<Execution | undefined> {
	const { session, simulator } = world;
	const before = (await simulator.meter()).byName['bulkWrite.create'].calls;
	let execution: Execution | undefined;
	await scene.check('a call that comes twice at one moment gives one result', async () => {
		await dropNextCall(world);
		const id = await startAndSleep(world, importOf(world, TWICE.word, TWICE.rows));
		await jobsEnd(world);
		const dropped = (await simulator.callbacks()).at(-1);
		equal(dropped?.effect, 'drop');
		const call = async () =>
			await fetch(dropped.url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(dropped.body),
			});
		await Promise.all([call(), call()]);
		execution = await finishedExecution(session, id);
		await expectRowsInOrder(world, execution, TWICE);
		equal((await simulator.meter()).byName['bulkWrite.create'].calls, before + 1);
	});
	return execution;
}

/** An import whose call never comes and whose time is over soon; resolves with the execution's id. */
export async function startLost(scene: Scene, world: World): Promise<string> {
	return await scene.stage('an import of which Zoho will not call', async () => {
		await dropNextCall(world);
		const file = importOf(world, LOST.word, LOST.rows);
		const id = await startAndSleep(world, withParameters(file, 'Import', { waitMinutes: 0.2 }));
		await jobsEnd(world);
		return id;
	});
}

/** The call for the next job to be created is lost. */
async function dropNextCall({ simulator }: World) {
	await simulator.fault({ name: 'callback.bulkWrite' }, { kind: 'callback', effect: 'drop' });
}

export async function checkLost(
	scene: Scene,
	world: World,
	id: string,
): Promise<Execution | undefined> {
	const execution = await scene.stage('wait until its time is over', () =>
		finishedExecution(world.session, id),
	);
	await scene.check('without a call its rows come out as still running (R138)', () => {
		const states = execution.nodes.Import.outputs[0].map(
			({ json }) => (json.job as { state: string }).state,
		);
		deepEqual(states, Array(LOST.rows).fill('still running'));
	});
	await scene.check('and Get Result behind it gives the right result', async () => {
		await expectRowsInOrder(world, execution, { node: 'Result', ...LOST });
	});
	return execution;
}

export async function checkSum(
	scene: Scene,
	world: World,
	{ executions, unsaved }: { executions: Execution[]; unsaved: number },
) {
	await scene.check(
		'credits on items and in the ledger add up to what the meter says',
		async () => {
			const ledger = await readLedger(world.session, world.credential);
			const charged = await chargedToN8n(world.simulator);
			const onItems = creditsOn(executions, ['Import', 'Export', 'Result']) + unsaved;
			equal(onItems + ledger.outsideRuns, charged);
			equal(ledger.total, charged);
			scene.print(`        ${charged} credits: ${JSON.stringify(ledger.byNode)}`);
		},
	);
}
