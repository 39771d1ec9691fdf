import { equal } from 'node:assert/strict';
import { comparePeerUpsert, type UpsertCost } from './peer';
import type { Story } from './scene';
import { N8N_VERSION } from './versions';
import { bringN8n } from './world';

export const peerStory: Story = {
	name: 'peer',
	title: 'the built-in Zoho CRM node and ours do the same work side by side',
	async tell(scene) {
		const world = await bringN8n(scene, N8N_VERSION);
		const { rows, latencyMs, ours, peer } = await comparePeerUpsert(scene, world);
		scene.print(`        ${rows} rows, each call ${latencyMs} ms`);
		scene.print(`        built-in  ${inWords(peer)}`);
		scene.print(`        ours      ${inWords(ours)}`);
		await scene.check('the built-in node pays a call and a credit a row', () => {
			equal(peer.calls, rows);
			equal(peer.credits, rows);
		});
		await scene.check('ours pays a hundredth of the calls and a tenth of the credits', () => {
			equal(ours.calls, rows / 100);
			equal(ours.credits, rows / 10);
		});
	},
};

function inWords({ calls, credits, seconds }: UpsertCost) {
	return `${calls} calls, ${credits} credits, ${seconds.toFixed(1)} s`;
}
