import type { EditorPage } from './browser';

/** Opens an empty workflow and puts a manual trigger on its canvas. */
export async function newWorkflow(editor: EditorPage, url: string) {
	await editor.page.goto(`${url}/workflow/new`, { waitUntil: 'domcontentloaded' });
	await editor.id('canvas-plus-button').click();
	await editor.id('node-creator-search-bar').fill('manual');
	await editor
		.id('node-creator-item-name')
		.filter({ hasText: /manually/i })
		.first()
		.click();
	await editor.id('canvas-node').first().waitFor();
}

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

/** Adds a node that the panel has found; its form opens by itself. */
export async function addFoundNode(editor: EditorPage, displayName: string) {
	const exactly = new RegExp(`^${displayName}$`);
	await editor.id('node-creator-item-name').filter({ hasText: exactly }).first().click();
	// Community nodes show a page of details first.
	await editor.page.getByRole('button', { name: 'Add to workflow' }).click();
	await editor.id('node-execute-button').first().waitFor();
}

export async function openNode(editor: EditorPage, name: string) {
	const node = editor.id('canvas-node').filter({ hasText: new RegExp(`^${name}$`) });
	await node.first().dblclick();
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

/** Presses "Execute step" in the open form and waits until n8n shows success. */
export async function executeStep(editor: EditorPage) {
	await editor.id('node-execute-button').first().click();
	await editor.id('node-run-status-success').first().waitFor();
}
