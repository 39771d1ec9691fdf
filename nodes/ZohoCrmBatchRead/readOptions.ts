import type { INodeProperties } from 'n8n-workflow';

import { creditDetailOption, dryRunOption, maxCreditsOption } from '../shared/ui/creditOptions';

/** Sorted by name, as n8n shows them. */
const options: INodeProperties[] = [
	creditDetailOption,
	dryRunOption,
	{
		displayName: 'Expected Rows',
		name: 'expectedRows',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		displayOptions: { show: { '/operation': ['query', 'getChanged'] } },
		description:
			'About how many rows there are, when all are wanted: the LIMITs are then those that cost least for so many. 0: unknown; LIMIT grows from 200.',
	},
	{
		displayName: 'Include Input',
		name: 'includeInput',
		type: 'boolean',
		default: false,
		description:
			"Whether items on Found also carry the input item's JSON as input. Items on Not Found always do.",
	},
	{
		displayName: 'Match Case',
		name: 'matchCase',
		type: 'boolean',
		default: false,
		displayOptions: { show: { '/operation': ['lookUp'] } },
		description:
			'Whether a record must hold the value in the same case. Zoho itself ignores case in most fields.',
	},
	maxCreditsOption,
	{
		displayName: 'Parallel Calls',
		name: 'parallel',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10 },
		default: 2,
		displayOptions: { show: { '/operation': ['getByIds', 'lookUp'] } },
		description: 'Calls at one time',
	},
	{
		displayName: 'Read More Than 50 Fields',
		name: 'moreFields',
		type: 'boolean',
		default: false,
		displayOptions: { show: { '/operation': ['getByIds', 'lookUp', 'getChanged'] } },
		description:
			'Whether to read fields beyond the first 50 as well: each further 50 cost 1 credit per 100 records',
	},
	{
		displayName: 'Route',
		name: 'route',
		type: 'options',
		default: 'cheapest',
		displayOptions: { show: { '/operation': ['getChanged'] } },
		options: [
			{
				name: 'Cheapest',
				value: 'cheapest',
				description: 'COQL; Get Records where the login may not query',
			},
			{ name: 'COQL', value: 'query', description: '200, then 1,000, then 2,000 rows a query' },
			{ name: 'Get Records', value: 'list', description: '200 a page for 1 credit' },
		],
		description: 'How changed records are read',
	},
];

export const readOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
};
