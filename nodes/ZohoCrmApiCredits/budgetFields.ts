import type { INodeProperties } from 'n8n-workflow';

import { workOptions } from './planFields';

const checked = { operation: ['checkBudget'] };

export const budgetFields: INodeProperties[] = [
	{
		displayName: 'Needed',
		name: 'needed',
		type: 'options',
		noDataExpression: true,
		default: 'credits',
		displayOptions: { show: checked },
		options: [
			{ name: 'Credits', value: 'credits', description: 'A number, e.g. from a plan' },
			{
				name: 'Credits of the Cheapest Route',
				value: 'plan',
				description: 'Of a piece of work with so many rows',
			},
		],
		description: 'How to say what is needed',
	},
	{
		displayName: 'Credits Needed',
		name: 'creditsNeeded',
		type: 'string',
		default: '={{ $json.creditsNeeded }}',
		displayOptions: { show: { ...checked, needed: ['credits'] } },
		description: 'For each item. Items are promised their credits in order.',
	},
	{
		displayName: 'Work',
		name: 'budgetWork',
		type: 'options',
		default: 'upsert',
		displayOptions: { show: { ...checked, needed: ['plan'] } },
		options: workOptions,
		description: 'What is to be done',
	},
	{
		displayName: 'Rows',
		name: 'budgetRows',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1000,
		displayOptions: { show: { ...checked, needed: ['plan'] } },
		description: 'How many records, values, requests or metadata reads',
	},
];
