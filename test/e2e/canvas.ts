import type { Locator } from 'playwright-core';
import type { EditorPage } from './browser';
import { waitUntil } from './waitUntil';

export async function openWorkflow(editor: EditorPage, url: string, id: string) {
	await editor.page.goto(`${url}/workflow/${id}`, { waitUntil: 'domcontentloaded' });
	await editor.id('canvas-node').first().waitFor();
}

/** Types into the node panel and gives back the display names it offers, best first. */
export async function searchNodes(editor: EditorPage, text: string): Promise<string[]> {
	const box = editor.id('node-creator-search-bar');
	if (!(await box.isVisible())) await editor.id('node-creator-plus-button').click();
	await box.fill(text);
	// The list follows the typing with a delay of its own.
	await editor.page.waitForTimeout(1000);
	const names = await editor.id('node-creator-item-name').allInnerTexts();
	return names.map((name) => name.trim());
}

/** Adds a node that the panel has found, by one of its actions; its form opens by itself. */
export async function addFoundNode(editor: EditorPage, displayName: string, action: string) {
	const exactly = new RegExp(`^${displayName}$`);
	await editor.id('node-creator-item-name').filter({ hasText: exactly }).first().click();
	await editor.page.getByText(action, { exact: true }).first().click();
	await editor.id('node-execute-button').first().waitFor();
}

export function nodeOnCanvas(editor: EditorPage, name: string) {
	return editor.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
}

export async function openNode(editor: EditorPage, name: string) {
	await nodeOnCanvas(editor, name).dblclick();
	await editor.id('node-execute-button').first().waitFor();
}

/** Opens a "From list" box and gives back what it offers; `choose` then takes one. */
export async function openList(editor: EditorPage, parameter: string): Promise<string[]> {
	const locator = editor.id(`resource-locator-${parameter}`);
	await locator.getByTestId('rlc-input').click();
	const items = editor.id('rlc-item').filter({ visible: true });
	await items.first().waitFor();
	return (await items.allInnerTexts()).map((text) => text.trim());
}

export async function chooseFromList(editor: EditorPage, choice: string) {
	const items = editor.id('rlc-item').filter({ visible: true });
	await items
		.filter({ hasText: new RegExp(`^\\s*${choice}\\s*$`) })
		.first()
		.click();
}

/** Opens a drop-down and gives back the names it offers once it has any; `chooseOption` then takes one. */
export async function openOptions(editor: EditorPage, box: Locator): Promise<string[]> {
	const options = editor.page.getByRole('option').filter({ visible: true });
	// n8n closes a list again that was opened while its options were still being fetched.
	await waitUntil('the list opens', async () => {
		await box.click();
		await options.first().waitFor({ timeout: 3000 });
		return true;
	});
	// The second line of an option is its description.
	return (await options.allInnerTexts()).map((text) => text.trim().split('\n')[0]);
}

export async function chooseOption(editor: EditorPage, name: string) {
	const options = editor.page.getByRole('option').filter({ visible: true });
	await options.filter({ hasText: name }).first().click();
}

/** Opens the fields that a mapper still offers and gives back their names; `chooseFieldToMap` takes one. */
export async function openFieldsToMap(editor: EditorPage): Promise<string[]> {
	await editor.id('add-fields-select').getByRole('button').first().click();
	const fields = editor.page.getByRole('menuitem').filter({ visible: true, hasText: /\S/ });
	await fields.first().waitFor();
	return (await fields.allInnerTexts()).map((text) => text.trim());
}

export async function chooseFieldToMap(editor: EditorPage, name: string) {
	await editor.page.getByRole('menuitem', { name, exact: true }).click();
	await editor.id('resource-mapper-container').getByText(name).first().waitFor();
}

/** Presses "Execute step" in the open form and waits until n8n shows success. */
export async function executeStep(editor: EditorPage) {
	await editor.id('node-execute-button').first().click();
	await editor.id('node-run-status-success').first().waitFor();
}

/** Waits until n8n's passing messages ("Node executed successfully") are gone. */
export async function waitForQuiet(editor: EditorPage) {
	await editor.page.locator('.el-notification').first().waitFor({ state: 'hidden' });
}
