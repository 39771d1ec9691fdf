import { checkListening, checkPublishing, checkUnpublishing } from './channelChecks';
import { checkEvents, checkForged, checkQuietLog } from './eventChecks';
import { checkRestart } from './restartCheck';
import type { Story } from './scene';
import { N8N_VERSION } from './versions';
import { watch, watchOf } from './watching';
import { bringN8n } from './world';

export const triggerStory: Story = {
	name: 'trigger',
	title: 'Zoho tells n8n of changes, also after n8n was killed',
	async tell(scene) {
		const world = await bringN8n(scene, N8N_VERSION);
		const leads = await checkPublishing(scene, world);
		const contacts = await scene.stage('publish a second workflow, which fetches records', () =>
			watch(world, watchOf(world, 'Contacts', { fetchRecord: true, gatherSeconds: 1 })),
		);
		await checkEvents(scene, world, { leads, contacts });
		await checkListening(scene, world, leads);
		await checkForged(scene, world, leads);
		await checkRestart(scene, world, { leads, contacts });
		await checkUnpublishing(scene, world, { leads, contacts });
		await checkQuietLog(scene, world, { leads, contacts });
	},
};
