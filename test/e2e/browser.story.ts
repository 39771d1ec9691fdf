import { match, ok } from 'node:assert/strict';
import { openEditor, picture, pictures, type EditorPage } from './browser';
import { makeCredential } from './browserCredential';
import { checkForms } from './browserForms';
import {
	addFoundNode,
	chooseFieldToMap,
	chooseFromList,
	chooseOption,
	executeStep,
	nodeOnCanvas,
	openFieldsToMap,
	openList,
	openNode,
	openOptions,
	openWorkflow,
	searchNodes,
	waitForQuiet,
} from './canvas';
import type { Scene, Story } from './scene';
import { N8N_VERSION } from './versions';
import { waitUntil } from './waitUntil';
import { importWorkflow, readWorkflow } from './workflows';
import { bringN8n, type World } from './world';

const ALL = [
	'API Credits',
	'Batch Read',
	'Batch Upsert',
	'Bulk Job',
	'Cached Metadata',
	'Composite Request',
	'Notification Trigger',
];

/** What a person may type, and which nodes have to be offered then; the last one is photographed. */
const FOUND_BY: Record<string, string[]> = {
	upsert: ['Batch Upsert'],
	metadata: ['Cached Metadata'],
	composite: ['Composite Request'],
	'bulk write': ['Bulk Job'],
	notification: ['Notification Trigger'],
	budget: ['API Credits'],
	credits: ALL,
	zoho: ALL,
};

export const browserStory: Story = {
	name: 'browser',
	title: 'a person finds the nodes in the editor, fills a form and reads the cost',
	async tell(scene) {
		const world = await bringN8n(scene, N8N_VERSION);
		const editor = await scene.stage('open Chromium and sign in', () =>
			openEditor(scene, world.n8n.url),
		);
		await findByTyping(scene, world, editor);
		await fillForm(scene, editor);
		await readCost(scene, world, editor);
		await readOthers(scene, world, editor);
		await checkForms(scene, world, editor);
		await makeCredential(scene, world, editor);
	},
};

async function findByTyping(scene: Scene, { n8n, session }: World, editor: EditorPage) {
	const { id } = await importWorkflow(session, readWorkflow('start', []));
	await scene.stage('open a workflow', () => openWorkflow(editor, n8n.url, id));
	// What is added next is connected to the chosen node.
	await nodeOnCanvas(editor, 'Start').click();
	for (const [word, names] of Object.entries(FOUND_BY)) {
		await scene.check(`typing "${word}" finds ${names.join(', ')}`, async () => {
			const found = await searchNodes(editor, word);
			for (const name of names)
				ok(found.includes(`Zoho CRM ${name}`), `found: ${found.join(', ')}`);
		});
	}
	await editor.page.screenshot(picture(pictures, 'find-the-nodes'));
}

async function fillForm(scene: Scene, editor: EditorPage) {
	await scene.stage('add the node', () =>
		addFoundNode(editor, 'Zoho CRM Batch Upsert', 'Create or update records'),
	);
	await scene.check('the list of modules comes from the org', async () => {
		const modules = await openList(editor, 'module');
		ok(modules.includes('Leads') && modules.includes('Contacts'), modules.join(', '));
		await chooseFromList(editor, 'Leads');
	});
	await scene.check('the matching fields are those by which Zoho finds a lead', async () => {
		await editor.page.getByRole('button', { name: 'Add Matching Field' }).click();
		const fields = await openOptions(editor, editor.id('parameter-input-field').first());
		ok(fields.includes('Email') && !fields.includes('Last Name'), fields.join(', '));
		await chooseOption(editor, 'Email');
	});
	await editor.page.screenshot(picture(pictures, 'batch-upsert-form'));
	await scene.check('the fields to map are those of a lead', async () => {
		await openOptions(editor, editor.id('parameter-input-recordsFrom'));
		await chooseOption(editor, 'Mapped Fields');
		const fields = await openFieldsToMap(editor);
		ok(fields.includes('Last Name (Last_Name)') && fields.includes('Email'), fields.join(', '));
		await chooseFieldToMap(editor, 'Last Name (Last_Name)');
	});
	await editor.page.screenshot(picture(pictures, 'batch-upsert-mapped-fields'));
}

async function readCost(scene: Scene, { n8n, session, credential }: World, editor: EditorPage) {
	const workflow = await importWorkflow(session, readWorkflow('upsert', [credential]));
	await openWorkflow(editor, n8n.url, workflow.id);
	await scene.check('the node on the canvas names its operation and module', async () => {
		match(await nodeOnCanvas(editor, 'Upsert').innerText(), /upsert: Leads/);
	});
	await openNode(editor, 'Upsert');
	await scene.stage('execute the step', () => executeStep(editor));
	const panel = editor.id('output-panel').first();
	await scene.check('a hint above the output says what the run cost and saved', async () => {
		match(await panel.innerText(), /50 credits in 5 calls.*saved 450/);
	});
	await scene.check("the output shows each item's credits", async () => {
		await editor.id('radio-button-json').last().click();
		const shown = /credits\W+cost\W+1\W+run\W+cost\W+50\W+calls\W+5/;
		await waitUntil('credits in the output', async () => shown.test(await panel.innerText()));
	});
	await waitForQuiet(editor);
	await editor.page.screenshot(picture(pictures, 'batch-upsert-output'));
}

/** The other nodes, each with its form beside what it gave and cost. */
async function readOthers(scene: Scene, { n8n, session, credential }: World, editor: EditorPage) {
	const shown: Array<[file: string, node: string, hint: RegExp, image: string]> = [
		['metadata', 'Fields', /2 items\. Spent 1 credit in 1 call/, 'cached-metadata'],
		[
			'composite',
			'Create',
			/Sub-requests: 2 done\. Spent 2 credits in 1 call/,
			'composite-request',
		],
		['usage', 'Usage', /\d+ credits by this n8n process in 24 hours/, 'api-credits'],
	];
	for (const [file, node, hint, image] of shown) {
		const workflow = await importWorkflow(session, readWorkflow(file, [credential]));
		await openWorkflow(editor, n8n.url, workflow.id);
		await openNode(editor, node);
		await scene.stage(`execute "${workflow.name}"`, () => executeStep(editor));
		await scene.check(`"${workflow.name}" says what it cost`, async () => {
			match(await editor.id('output-panel').first().innerText(), hint);
		});
		await waitForQuiet(editor);
		await editor.page.screenshot(picture(pictures, image));
	}
}
