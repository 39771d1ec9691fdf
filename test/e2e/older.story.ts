import type { Story } from './scene';
import { checkUpsertRun } from './upsertRun';
import { OLDER_N8N_VERSION } from './versions';
import { bringN8n } from './world';

/** On 1.x a 401 comes back to the node as an answer, so refreshing the token is the node's own work. */
export const olderStory: Story = {
	name: 'older',
	title: `n8n ${OLDER_N8N_VERSION}, the last of 1.x, upserts too`,
	async tell(scene) {
		await checkUpsertRun(scene, await bringN8n(scene, OLDER_N8N_VERSION));
	},
};
