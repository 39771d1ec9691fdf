import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, selectors, type Locator, type Page } from 'playwright-core';
import { debianProgram } from './debianProgram';
import { owner } from './n8nRest';
import type { Scene } from './scene';
import { repository } from './tarball';

/** The documentation shows what the browser saw. */
export const pictures = join(repository, 'docs', 'images');

/** The n8n editor in a browser, by the marks n8n puts on its own elements (`data-test-id`). */
export interface EditorPage {
	page: Page;
	id(testId: string): Locator;
}

/** Opens Debian's Chromium and signs in. Nothing but this machine can be reached from it. */
export async function openEditor(scene: Scene, url: string): Promise<EditorPage> {
	selectors.setTestIdAttribute('data-test-id');
	const quiet = ['disable-quic', 'no-first-run', 'disable-component-update', 'disable-sync'];
	const flags = ['no-sandbox', 'disable-gpu', 'disable-background-networking', ...quiet];
	const context = await chromium.launchPersistentContext(join(scene.folder, 'browser'), {
		executablePath: process.env.CHROMIUM_PATH ?? debianProgram('chromium', 'chromium'),
		headless: true,
		viewport: { width: 1440, height: 900 },
		args: flags.map((flag) => `--${flag}`),
	});
	scene.endWith(() => context.close());
	const page = context.pages()[0];
	page.setDefaultTimeout(60_000);
	await page.route(
		({ protocol, hostname }) => /^https?:$/.test(protocol) && hostname !== '127.0.0.1',
		(route) => route.abort(),
	);
	photographOnFailure(scene, page);
	// The 'load' event waits for requests that an offline machine never finishes.
	await page.goto(`${url}/signin`, { waitUntil: 'domcontentloaded' });
	await page.locator('input[type="email"]').fill(owner.email);
	await page.locator('input[type="password"]').fill(owner.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL(/home/);
	return { page, id: (testId) => page.getByTestId(testId) };
}

function photographOnFailure(scene: Scene, page: Page) {
	scene.exhibit('the browser', async () => {
		const file = join(scene.folder, 'browser.png');
		await page.screenshot({ path: file });
		return `${page.url()}, photographed in ${file}`;
	});
}

/** Where pictures for the documentation go; the file's name is the picture's. */
export function picture(folder: string, name: string) {
	mkdirSync(folder, { recursive: true });
	return { path: join(folder, `${name}.png`), animations: 'disabled' as const };
}
