import { chromium, type Browser } from 'playwright-core';
import { debianProgram } from './debianProgram';
import type { Scene } from './scene';

/** Chromium without n8n's editor in it, as whoever opens a page of ours has it. */
export async function openPlainBrowser(scene: Scene): Promise<Browser> {
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH ?? debianProgram('chromium', 'chromium'),
		headless: true,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
	scene.endWith(() => browser.close());
	return browser;
}
