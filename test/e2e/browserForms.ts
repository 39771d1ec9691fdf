import { equal, match } from 'node:assert/strict';
import { picture, pictures, type EditorPage } from './browser';
import { openNode, openWorkflow, waitForQuiet } from './canvas';
import { colleagueIn } from './colleague';
import type { Scene } from './scene';
import { waitUntil } from './waitUntil';
import { importWorkflow, readWorkflow } from './workflows';
import type { World } from './world';

/** Nodes that wait for Zoho. */
export async function checkForms(scene: Scene, world: World, editor: EditorPage) {
	await scene.check('the form of Bulk Job shows nothing amiss', async () => {
		await open(world, editor, 'bulkImport', 'Import');
		await shows(editor, 'findBy', 'Email');
	});
	await editor.page.screenshot(picture(pictures, 'bulk-job'));
	await scene.check('the form of the trigger shows nothing amiss', async () => {
		await open(world, editor, 'recordChanged', 'Changed');
		equal(await editor.id('parameter-issues').count(), 0);
	});
	await scene.check(
		'a person listens for a test event and sees the lead that changed',
		async () => {
			await editor.id('node-execute-button').first().click();
			await waitUntil(
				'Zoho has a channel',
				async () => (await world.simulator.channels()).length === 1,
			);
			const colleague = await colleagueIn(world.simulator);
			const [id] = await colleague.create('Leads', [{ Last_Name: 'Adler', Company: 'Acme' }]);
			const panel = editor.id('output-panel').first();
			await waitUntil('the lead', async () => (await panel.innerText()).includes(id));
			match(await panel.innerText(), /create/);
		},
	);
	await waitForQuiet(editor);
	await editor.page.screenshot(picture(pictures, 'notification-trigger'));
}

async function open(
	{ n8n, session, credential }: World,
	editor: EditorPage,
	file: string,
	node: string,
) {
	const workflow = await importWorkflow(session, readWorkflow(file, [credential]));
	await openWorkflow(editor, n8n.url, workflow.id);
	await openNode(editor, node);
}

/** Waits until the parameter shows its value: lists are fetched from the org. */
async function shows(editor: EditorPage, parameter: string, value: string) {
	const box = editor.id(`parameter-input-${parameter}`).locator('input').first();
	await waitUntil(`${parameter} shows ${value}`, async () => (await box.inputValue()) === value);
	equal(await editor.id('parameter-issues').count(), 0);
}
