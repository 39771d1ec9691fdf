import { checkNodeRuns } from './nodeRuns';
import { checkPackage } from './packageChecks';
import type { Story } from './scene';
import { checkUpsertRun } from './upsertRun';
import { N8N_VERSION } from './versions';
import { bringN8n } from './world';

export const upsertStory: Story = {
	name: 'upsert',
	title: `n8n ${N8N_VERSION} takes the packed package, connects and upserts`,
	async tell(scene) {
		const world = await bringN8n(scene, N8N_VERSION);
		await checkPackage(scene, world);
		await checkUpsertRun(scene, world);
		await checkNodeRuns(scene, world);
	},
};
