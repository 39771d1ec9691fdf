import { channelIdOf } from '../../nodes/shared/zoho/channel';

const URL_1 = 'https://n8n.example.com/webhook/a/zoho-crm';

describe('The id of a channel', () => {
	it('is the same for ever for one workflow, node and URL: a release must not lose channels', () => {
		expect(channelIdOf('workflow-1', 'node-1', URL_1)).toBe(
			channelIdOf('workflow-1', 'node-1', URL_1),
		);
		expect(channelIdOf('workflow-1', 'node-1', URL_1)).toBe('869182722413055');
	});

	it('is another for another workflow, node, or any other URL (R90, R126)', () => {
		const ids = [
			channelIdOf('workflow-1', 'node-1', URL_1),
			channelIdOf('workflow-2', 'node-1', URL_1),
			channelIdOf('workflow-1', 'node-2', URL_1),
			channelIdOf('workflow-1', 'node-1', URL_1.replace('webhook', 'webhook-test')),
			channelIdOf('workflow-1', 'node-1', URL_1.replace('n8n.', 'copy.')),
			channelIdOf('workflow-1n', 'ode-1', URL_1),
		];
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('has fifteen digits, which no reader of JSON rounds', () => {
		for (let at = 0; at < 1000; at++) {
			const id = channelIdOf('w', String(at), URL_1);
			expect(id).toMatch(/^[1-9]\d{14}$/);
			expect(Number.isSafeInteger(Number(id))).toBe(true);
		}
	});
});
