import type { INodeProperties } from 'n8n-workflow';

export const creditDetailOption: INodeProperties = {
	displayName: 'Credit Detail',
	name: 'creditDetail',
	type: 'options',
	default: 'first',
	options: [
		{ name: 'Every Item', value: 'every', description: 'Every item carries the report of the run' },
		{
			name: 'First Item of Each Output',
			value: 'first',
			description: 'Every item says what it cost; the first one also carries the report of the run',
		},
	],
	description: 'Where the report of the run is put',
};

export const dryRunOption: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to plan and price only: no call to Zoho, no credits',
};

export const maxCreditsOption: INodeProperties = {
	displayName: 'Max Credits for This Run',
	name: 'maxCredits',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'What does not fit is not sent, and said so row by row. 0 means no limit.',
};
