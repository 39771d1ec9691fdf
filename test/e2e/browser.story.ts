import { match, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { openEditor, picture, type EditorPage } from './browser';
import {
	addFoundNode,
	chooseFromList,
	executeStep,
	newWorkflow,
	openList,
	openNode,
	openWorkflow,
	searchNodes,
} from './canvas';
import type { Scene, Story } from './scene';
import { repository } from './tarball';
import { N8N_VERSION } from './versions';
import { importWorkflow, readWorkflow } from './workflows';
import { bringN8n, type World } from './world';

/** The documentation shows what this story saw. */
const pictures = join(repository, 'docs', 'images');

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
	},
};

async function findByTyping(scene: Scene, { n8n }: World, editor: EditorPage) {
	await scene.stage('open a new workflow', () => newWorkflow(editor, n8n.url));
	for (const word of ['credits', 'upsert', 'zoho']) {
		await scene.check(`typing "${word}" finds Zoho CRM Batch Upsert`, async () => {
			const found = await searchNodes(editor, word);
			ok(found.includes('Zoho CRM Batch Upsert'), `found: ${found.join(', ')}`);
		});
	}
	await editor.page.screenshot(picture(pictures, 'find-the-nodes'));
}

async function fillForm(scene: Scene, editor: EditorPage) {
	await scene.stage('add the node', () => addFoundNode(editor, 'Zoho CRM Batch Upsert'));
	await scene.check('the list of modules comes from the org', async () => {
		const modules = await openList(editor, 'module');
		ok(modules.includes('Leads') && modules.includes('Contacts'), modules.join(', '));
		await chooseFromList(editor, 'Leads');
	});
	await scene.check('the list of matching fields is that of the chosen module', async () => {
		await editor.page.getByRole('button', { name: 'Add Matching Field' }).click();
		await editor.id('parameter-input-field').first().click();
		const fields = await editor.page.getByRole('option').filter({ visible: true }).allInnerTexts();
		ok(
			fields.some((field) => field.includes('Email')),
			fields.join(', '),
		);
		await editor.page.getByRole('option', { name: 'Email' }).first().click();
	});
	await editor.page.screenshot(picture(pictures, 'batch-upsert-form'));
}

async function readCost(scene: Scene, { n8n, session, credential }: World, editor: EditorPage) {
	const workflow = await importWorkflow(session, readWorkflow('upsert', [credential]));
	await openWorkflow(editor, n8n.url, workflow.id);
	await openNode(editor, 'Upsert');
	await scene.stage('execute the step', () => executeStep(editor));
	await scene.check('the output panel shows the credits and a hint with the cost', async () => {
		const panel = editor.id('output-panel').first();
		const text = await panel.innerText();
		match(text, /50 credits/);
		match(text, /\bcredits\b[\s\S]*\bcost\b/);
	});
	await editor.page.screenshot(picture(pictures, 'batch-upsert-output'));
}
