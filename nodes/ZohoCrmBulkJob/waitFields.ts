import type { INodeProperties } from 'n8n-workflow';

const starts = ['import', 'export'];

/** How a run waits for its jobs; read by `waiting.ts`. */
export const waitFields: INodeProperties[] = [
	{
		displayName: 'Wait',
		name: 'wait',
		type: 'options',
		noDataExpression: true,
		default: 'automatic',
		displayOptions: { show: { operation: starts } },
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'Callback when this n8n has a public https address, else Poll',
			},
			{
				name: 'Callback',
				value: 'callback',
				description: "The execution sleeps; Zoho's call wakes it. No credits while asleep.",
			},
			{
				name: 'Callback to Another URL',
				value: 'otherUrl',
				description: 'Zoho calls an address of yours; the workflow goes on at once',
			},
			{
				name: 'Do Not Wait',
				value: 'none',
				description: 'The workflow goes on at once; Get Result gets the result later',
			},
			{
				name: 'Poll',
				value: 'poll',
				description:
					'Asks after 30 seconds, then ever more rarely up to every 5 minutes, a credit each',
			},
		],
		description: 'What to do until Zoho has done the work',
	},
	{
		displayName: 'Wait at Most (Minutes)',
		name: 'waitMinutes',
		type: 'number',
		typeOptions: { minValue: 0.1, numberPrecision: 1 },
		default: 60,
		displayOptions: { show: { operation: starts, wait: ['automatic', 'callback', 'poll'] } },
		description:
			'After that the items come out as still running, for a Get Result behind. n8n looks once a minute, so it may take a minute longer.',
	},
	{
		displayName: 'Callback URL',
		name: 'callbackUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://hooks.example.com/zoho',
		displayOptions: { show: { operation: starts, wait: ['otherUrl'] } },
		description: 'A public https address; Zoho posts the job to it when it has ended',
	},
];
