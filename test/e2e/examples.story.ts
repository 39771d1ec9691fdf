import { checkTwoWaySync } from './twoWaySync';
import type { Story } from './scene';
import { N8N_VERSION } from './versions';
import { bringN8n } from './world';

export const examplesStory: Story = {
	name: 'examples',
	title: 'the example workflows do what they say',
	async tell(scene) {
		const world = await bringN8n(scene, N8N_VERSION);
		await checkTwoWaySync(scene, world);
	},
};
