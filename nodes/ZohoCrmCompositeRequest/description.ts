import type { INodeProperties } from 'n8n-workflow';

import { creditDetailOption, dryRunOption, maxCreditsOption } from '../shared/ui/creditOptions';
import { whenRowsFail } from '../shared/ui/whenRowsFail';
import { apiCallFields } from './apiCallFields';
import { presetFields, requestFields } from './presetFields';

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'send',
	options: [
		{
			name: 'API Call',
			value: 'apiCall',
			action: 'Make an API call',
			description:
				'One call an item to any path of the API, paged if wanted, with its price in the report',
		},
		{
			name: 'Send',
			value: 'send',
			action: 'Send a composite request',
			description:
				'Each item is one composite of up to five sub-requests: 1 credit, 2 for All or Nothing that succeeds',
		},
		{
			name: 'Send Many (5 per Credit)',
			value: 'sendMany',
			action: 'Send many requests five per credit',
			description: 'Each item is one sub-request; they are packed in fives, in order',
		},
	],
};

const inSend = { operation: ['send'] };
const inMany = { operation: ['sendMany'] };

const execution = (show: Record<string, string[]>, allOrNothing: boolean): INodeProperties => ({
	displayName: 'Execution',
	name: 'execution',
	type: 'options',
	default: 'inOrder',
	displayOptions: { show },
	options: [
		...(allOrNothing
			? [
					{
						name: 'All or Nothing',
						value: 'allOrNothing',
						description:
							'In order; when one fails, those before it are undone (rollback). 2 credits when all succeed, else 1.',
					},
				]
			: []),
		{
			name: 'In Order',
			value: 'inOrder',
			description: 'One after the other; when one fails the others still run',
		},
		{
			name: 'In Parallel',
			value: 'parallel',
			description: 'At the same time; Zoho lets one wait for another that it refers to',
		},
	],
	description: 'How the sub-requests of one composite run',
});

export const sendFields: INodeProperties[] = [
	execution(inSend, true),
	{
		displayName: 'Requests From',
		name: 'requestsFrom',
		type: 'options',
		noDataExpression: true,
		default: 'form',
		displayOptions: { show: inSend },
		options: [
			{ name: 'Form', value: 'form' },
			{ name: 'JSON', value: 'json' },
		],
	},
	{
		displayName: 'Requests',
		name: 'requests',
		type: 'fixedCollection',
		placeholder: 'Add Request',
		default: {},
		displayOptions: { show: { ...inSend, requestsFrom: ['form'] } },
		typeOptions: { multipleValues: true, sortable: true, maxAllowedFields: 5 },
		description: 'Up to five. An earlier answer can be used in IDs and JSON, as @{name:$.path}.',
		options: [
			{
				displayName: 'Request',
				name: 'request',
				values: requestFields,
			},
		],
	},
	{
		displayName: 'Requests',
		name: 'requestsJson',
		type: 'json',
		default: '[]',
		displayOptions: { show: { ...inSend, requestsFrom: ['json'] } },
		description:
			'A list of sub-requests as Zoho takes them (sub_request_id, method, uri, params, headers, body), or the whole body of a composite request',
	},
];

export const manyFields: INodeProperties[] = [
	execution(inMany, false),
	{
		displayName: 'Request From',
		name: 'requestsFrom',
		type: 'options',
		noDataExpression: true,
		default: 'form',
		displayOptions: { show: inMany },
		options: [
			{ name: 'Form', value: 'form' },
			{ name: 'JSON', value: 'json' },
		],
	},
	{
		displayName:
			'Records that are read by ID or written to one module cost less with Batch Read and Batch Upsert. The report says so when that is the case.',
		name: 'batchNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: inMany },
	},
	...presetFields({ ...inMany, requestsFrom: ['form'] }),
	{
		displayName: 'Request',
		name: 'requestJson',
		type: 'json',
		default: '={{ $json }}',
		displayOptions: { show: { ...inMany, requestsFrom: ['json'] } },
		description: 'One sub-request with method, uri, and where needed params, headers and body',
	},
];

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Allow Unlisted Services',
			name: 'allowUnlisted',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/operation': ['send', 'sendMany'] } },
			description:
				"Whether to send paths that are not on Zoho's list of what a composite takes. Zoho may refuse them, for a credit.",
		},
		creditDetailOption,
		dryRunOption,
		{
			displayName: 'Include Input',
			name: 'includeInput',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/operation': ['send', 'sendMany'] } },
			description:
				"Whether items on Success also carry the input item's JSON as input. Failed ones always do.",
		},
		maxCreditsOption,
		{
			displayName: 'Parallel Calls',
			name: 'parallel',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 5 },
			default: 1,
			displayOptions: { show: { '/operation': ['send', 'sendMany'] } },
			description:
				'Composites at one time. Each takes five places of those that the edition allows at once. With Send Many in order it is always 1.',
		},
	],
};

const whenRequestsFail: INodeProperties = {
	...whenRowsFail,
	options: [
		{
			name: 'Error If Any Row Fails',
			value: 'errorIfAny',
			description: 'After the run. What was done stays done, except by All or Nothing.',
		},
		{
			name: 'Error If Nothing Was Done or the Run Stopped Early',
			value: 'errorIfNothingWritten',
			description: 'Other failed requests go to the Failed output',
		},
		{
			name: 'Send to Failed Output',
			value: 'sendToFailed',
			description: 'Whatever happens to requests, the workflow goes on with both outputs',
		},
	],
	description: 'A row is a request. A retry never sends again what was done or refused.',
};

/** What is the same for all items; the others are judged item by item. */
export const runFields: INodeProperties[] = [whenRequestsFail, options];

export const properties: INodeProperties[] = [
	operation,
	...sendFields,
	...manyFields,
	...apiCallFields,
	...runFields,
];
