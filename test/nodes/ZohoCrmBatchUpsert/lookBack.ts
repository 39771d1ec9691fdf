import type { INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

/** Reads, for each of its items, `n` of the workflow's first item that it descends from. */
export const lookBack: INodeType = {
	description: {
		displayName: 'Look Back',
		name: 'lookBack',
		group: [],
		version: 1,
		description: '',
		defaults: { name: 'lookBack' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{
				displayName: 'Found',
				name: 'found',
				type: 'string',
				default: "={{ $('Start').item.json.n }}",
			},
		],
	},
	async execute() {
		const found = this.getInputData().map((_, item) => this.getNodeParameter('found', item));
		return [found.map((n, item) => ({ json: { found: n }, pairedItem: { item } }))];
	},
};
