import { checkLooks, photograph } from './dashboardChecks';
import { checkNight } from './dashboardLedger';
import { openDay, tellDay } from './mixedDay';
import type { Story } from './scene';
import { checkTwoWaySync } from './twoWaySync';
import { N8N_VERSION } from './versions';
import { bringN8n } from './world';

export const examplesStory: Story = {
	name: 'examples',
	title: 'the example workflows do what they say, and the ledger keeps what they cost',
	async tell(scene) {
		const world = await bringN8n(scene, N8N_VERSION);
		await checkTwoWaySync(scene, world);
		const day = await openDay(scene, world);
		const { browser, url, outsideOfRuns } = await tellDay(scene, day);
		await checkLooks(scene, browser, url);
		await checkNight(scene, day, outsideOfRuns);
		await photograph(day, browser, url);
	},
};
