import { checkExport, checkUnsaved } from './bulkEndings';
import { checkImport, checkLost, checkSum, checkTwice, startLost } from './bulkCalls';
import { checkKilled } from './bulkRestart';
import type { Story } from './scene';
import { letJobsTakeAnHour } from './sleepingImport';
import { N8N_VERSION } from './versions';
import { bringN8n } from './world';

export const bulkStory: Story = {
	name: 'bulk',
	title: "executions sleep until Zoho's call, however that fares",
	async tell(scene) {
		const world = await bringN8n(scene, N8N_VERSION);
		await letJobsTakeAnHour(world);
		// n8n looks once a minute whose time is over; the rest goes on meanwhile.
		const lost = await startLost(scene, world);
		const called = await checkImport(scene, world);
		const twice = await checkTwice(scene, world);
		const exported = await checkExport(scene, world);
		const unsaved = await checkUnsaved(scene, world);
		const late = await checkLost(scene, world, lost);
		const told = [called, twice, exported, late].filter((one) => one !== undefined);
		await checkSum(scene, world, { executions: told, unsaved });
		await checkKilled(scene, world);
	},
};
