import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { openEditor, picture, pictures } from './browser';
import { nodeOnCanvas, openWorkflow, waitForQuiet } from './canvas';
import { runWorkflow, type Execution } from './executions';
import type { Scene, Story } from './scene';
import { N8N_VERSION } from './versions';
import { importWorkflow, readExample, withParameters, type WorkflowFile } from './workflows';
import { bringN8n, type World } from './world';

export const liveStory: Story = {
	name: 'live',
	title: 'the live check tells what Zoho does where its pages are silent',
	async tell(scene) {
		const world = await bringN8n(scene, N8N_VERSION);
		const { simulator } = world;
		await simulator.control('POST', 'seed', { orgs: [{ fields: { Leads: MORE_FIELDS } }] });
		await checkProduction(scene, world);
		await checkHalfUnused(scene, world);
		await simulator.control('POST', 'org', { usedCredits: 40_000 });
		await checkAsAssumed(scene, world);
		await checkOtherwise(scene, world);
		await photograph(scene, world);
	},
};

/** Some orgs have them. */
const MORE_FIELDS = [
	{ apiName: 'Erp_Id', type: 'text', length: 60, custom: true, unique: true, external: 'user' },
	{ apiName: 'Line_Items', type: 'subform', custom: true, linkedModule: 'Line_Items' },
];

type Settings = Partial<
	Record<'allowProduction' | 'waitForCalls' | 'exportJob' | 'importJob', boolean>
>;

const DIFFERS = "Differs: please open an issue 'Zoho does it differently' with this row";

function withSettings(file: WorkflowFile, settings: Settings): WorkflowFile {
	const assignments = Object.entries(settings).map(([name, value]) => ({
		id: name,
		name,
		type: 'boolean',
		value,
	}));
	return withParameters(file, 'Settings', { assignments: { assignments } });
}

async function importCheck({ session, credential }: World, settings: Settings) {
	const file = withSettings(readExample('live-check', [credential]), {
		allowProduction: true,
		waitForCalls: false,
		exportJob: false,
		importJob: false,
		...settings,
	});
	return await importWorkflow(session, file);
}

async function run(world: World, settings: Settings) {
	const { session, simulator } = world;
	const workflow = await importCheck(world, settings);
	const before = await simulator.meter();
	const execution = await runWorkflow(session, workflow, 'Start');
	const charged = (await simulator.meter()).total - before.total;
	return { execution, charged, rows: rowsOf(execution) };
}

interface Row {
	doubt: string;
	yourOrg: string;
	tellUs: string;
}

const rowsOf = ({ nodes }: Execution): Row[] =>
	(nodes.Table?.outputs[0] ?? []).map(({ json }) => json as unknown as Row);

const found = (rows: Row[], doubt: string): string =>
	rows.find((row) => row.doubt.startsWith(doubt))?.yourOrg ?? 'no such row';

const differing = (rows: Row[]): string[] =>
	rows.filter(({ tellUs }) => tellUs === DIFFERS).map(({ doubt }) => doubt);

async function checkProduction(scene: Scene, world: World) {
	const { execution, charged } = await run(world, { allowProduction: false });
	await scene.check('live check: nothing is written to production unasked', async () => {
		equal(execution.status, 'error');
		match(execution.error ?? '', /This is the production organisation .* allowProduction/);
		equal(charged, 1);
		await expectNothingLeft(world);
	});
}

async function checkHalfUnused(scene: Scene, world: World) {
	const { execution, rows } = await scene.stage('run it, Zoho sends no number', () =>
		run(world, {}),
	);
	await scene.check('live check: without Zoho’s number no price is made up', () => {
		equal(execution.status, 'success', execution.error);
		match(found(rows, 'X-API-CREDITS-REMAINING'), /^Not sent/);
		match(found(rows, 'Price of a 304'), /^Zoho sent no number of credits left \(304/);
		match(found(rows, 'Update Many with Same Values'), /Zoho's list says 1$/);
		deepEqual(differing(rows), []);
	});
}

async function checkAsAssumed(scene: Scene, world: World) {
	const { execution, charged, rows } = await scene.stage('run it as the simulator is', () =>
		run(world, {}),
	);
	scene.print(`        ${charged} credits, ${execution.seconds.toFixed(0)} s`);
	await scene.check('live check: about 45 credits, and what is as assumed is said to be', () => {
		equal(execution.status, 'success', execution.error);
		ok(charged <= 45, `${charged} credits`);
		deepEqual(differing(rows), []);
		equal(found(rows, 'Price of a 304'), '1 credit (304)');
		equal(found(rows, 'COQL with LIMIT 2,000'), '3 credits (200)');
		equal(found(rows, 'Rows of a subform'), 'Deleted');
		equal(found(rows, 'External ID field'), '200 SUCCESS');
		equal(found(rows, 'A notification that was answered 500'), 'Not asked');
		equal(found(rows, 'Upload of an import file'), 'Not asked: switched off in Settings');
	});
	await scene.check('live check: nothing of it is left', () => expectNothingLeft(world));
}

/** An org that does otherwise wherever it can, with everything switched on. */
async function checkOtherwise(scene: Scene, world: World) {
	await world.simulator.control('POST', 'switches', {
		notModifiedCost: 0,
		refusedCallCost: 0,
		unknownFieldInRecord: 'refused',
		coqlReach: 10_000,
		callbackRetries: 1,
		bulkUploadCost: 0,
		bulkResultCost: 2,
		bulkWaitSeconds: 1,
		bulkWorkSeconds: 2,
	});
	const all = { waitForCalls: true, exportJob: true, importJob: true };
	const { execution, rows } = await scene.stage('run all of it where Zoho does otherwise', () =>
		run(world, all),
	);
	scene.print(`        ${execution.seconds.toFixed(0)} s`);
	await scene.check('live check: every difference is found, and nothing else', () => {
		equal(execution.status, 'success', execution.error);
		deepEqual(differing(rows), [
			'Price of a 304 (If-Modified-Since)',
			'Price of a call that is refused as a whole (400)',
			'Price of a conversion that is refused (5 when taken)',
			'COQL beyond OFFSET 10,000',
			'A key that is no field',
			'A notification that was answered 500',
			'Upload of an import file',
			'Result of a bulk write job',
		]);
		match(found(rows, 'A notification that was answered 500'), /^Called again after \d+ s$/);
		match(found(rows, 'Ids in one notification'), /^3 of 3 changed in one call/);
		equal(found(rows, 'Result of a bulk read job'), '1 credit (200)');
		equal(found(rows, 'Upload of an import file'), '0 credits');
	});
	await scene.check('live check: all of it within five minutes', () => {
		ok(execution.seconds < 300, `${execution.seconds} s`);
	});
	await scene.check('live check: no lead and no channel is left', () => expectNothingLeft(world));
}

async function expectNothingLeft({ simulator }: World) {
	for (const module of ['Leads', 'Notes']) {
		const { records } = (await simulator.control('GET', `records?module=${module}`)) as {
			records: unknown[];
		};
		equal(records.length, 0, `${records.length} ${module}`);
	}
	deepEqual(await simulator.channels(), []);
}

/** The picture of the documentation: the workflow after a run in the editor. */
async function photograph(scene: Scene, world: World) {
	const { id } = await importCheck(world, {});
	const editor = await openEditor(scene, world.n8n.url);
	await openWorkflow(editor, world.n8n.url, id);
	await scene.check('live check: it runs in the editor', async () => {
		await editor.id('execute-workflow-button').first().click();
		const table = nodeOnCanvas(editor, 'Table').getByTestId('canvas-node-status-success');
		await table.waitFor();
	});
	await waitForQuiet(editor);
	await editor.page.keyboard.press('1');
	// The canvas glides to its new size.
	await editor.page.waitForTimeout(1000);
	await editor.page.screenshot(picture(pictures, 'live-check'));
}
