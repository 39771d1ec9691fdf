import type { INodeProperties } from 'n8n-workflow';

import { creditDetailOption, dryRunOption, maxCreditsOption } from '../shared/ui/creditOptions';
import { budgetFields } from './budgetFields';
import { planFields } from './planFields';

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'plan',
	options: [
		{
			name: 'Check Budget',
			value: 'checkBudget',
			action: 'Check a budget',
			description:
				'Whether credits may still be spent, by cap, reserve, allowance and what Zoho has left: two outputs, 0 credits',
		},
		{
			name: 'Check Connection',
			value: 'checkConnection',
			action: 'Check the connection',
			description:
				'What is wrong with the credential: data centre, environment, scopes, refresh token, clock. 1 credit.',
		},
		{
			name: 'Get Price List',
			value: 'getPriceList',
			action: 'Get the price list',
			description:
				"The built-in list, or Zoho's own for 1 credit a day, by which all nodes then plan and report",
		},
		{
			name: 'Get Usage',
			value: 'getUsage',
			action: 'Get usage',
			description:
				'What was spent in 24 hours, by call, node, module and workflow, and where it is heading: 0 credits',
		},
		{
			name: 'Plan',
			value: 'plan',
			action: 'Plan work',
			description:
				'Every way of doing a piece of work with its full price, the cheapest marked: 0 credits',
		},
		{
			name: 'Size Edition',
			value: 'sizeEdition',
			action: 'Size an edition',
			description:
				'What each edition allows, whether it covers a daily need, and what add-on credits cost: 0 credits',
		},
	],
};

const usage: INodeProperties = {
	displayName: 'Split Into Items By',
	name: 'splitBy',
	type: 'options',
	default: 'none',
	displayOptions: { show: { operation: ['getUsage'] } },
	options: [
		{ name: 'Call', value: 'call' },
		{ name: 'Module', value: 'module' },
		{ name: 'Node', value: 'node' },
		{ name: 'Nothing (One Item With All)', value: 'none' },
		{ name: 'Workflow', value: 'workflow' },
	],
	description: 'One item for each of these, or one item that holds all four lists',
};

const priceList: INodeProperties[] = [
	{
		displayName: 'Prices',
		name: 'prices',
		type: 'options',
		default: 'inForce',
		displayOptions: { show: { operation: ['getPriceList'] } },
		options: [
			{ name: 'Built-In', value: 'builtIn', description: "From Zoho's pages, 0 credits" },
			{
				name: 'In Force',
				value: 'inForce',
				description: "What the nodes reckon by now: Zoho's own list where it was read, 0 credits",
			},
			{
				name: 'Live',
				value: 'live',
				description: "Zoho's own list, read at most once a day for 1 credit",
			},
		],
		description: 'Which list to give',
	},
	{
		displayName: 'Show',
		name: 'show',
		type: 'options',
		default: 'calls',
		displayOptions: { show: { operation: ['getPriceList'] } },
		options: [
			{
				name: 'Calls',
				value: 'calls',
				description:
					'An item for each call of the nodes, with what differs from the built-in price',
			},
			{
				name: 'Differences',
				value: 'differences',
				description: 'Only calls whose price differs from the built-in one',
			},
			{
				name: 'Paths',
				value: 'paths',
				description: "An item for each path and method of Zoho's own list",
			},
		],
		description: 'What the items are',
	},
];

const edition: INodeProperties[] = [
	{
		displayName: 'Daily Need in Credits',
		name: 'need',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10000,
		displayOptions: { show: { operation: ['sizeEdition'] } },
		description: 'Credits that the work of one day takes, e.g. the sum of plans',
	},
	{
		displayName: 'User Licences',
		name: 'licences',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		displayOptions: { show: { operation: ['sizeEdition'] } },
		description: 'User licences bought. An edition is sized for so many.',
	},
	{
		displayName: 'Add-on Credits',
		name: 'addOnCredits',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		displayOptions: { show: { operation: ['sizeEdition'] } },
		description: 'Credits a day already bought on top',
	},
];

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		creditDetailOption,
		{
			...dryRunOption,
			displayOptions: { show: { '/operation': ['checkConnection', 'getPriceList'] } },
		},
		{
			...maxCreditsOption,
			displayOptions: { show: { '/operation': ['checkConnection', 'getPriceList'] } },
			description: 'What does not fit is not sent. 0 means no limit.',
		},
		{
			displayName: 'Method',
			name: 'method',
			type: 'string',
			default: '',
			placeholder: 'e.g. POST',
			displayOptions: { show: { '/operation': ['getPriceList'], '/show': ['paths'] } },
			description: 'Only paths with this method',
		},
		{
			displayName: 'Minutes per Bulk Job',
			name: 'minutesPerJob',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 5,
			displayOptions: { show: { '/operation': ['plan'] } },
			description:
				'How long a job takes in Zoho, which promises nothing; for the minutes of a plan',
		},
		{
			displayName: 'Module Name',
			name: 'moduleName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Leads',
			displayOptions: { show: { '/operation': ['getPriceList'], '/show': ['paths'] } },
			description: 'Only paths of this module, by its API name; custom modules are {{module}}',
		},
		{
			displayName: 'Parallel Calls',
			name: 'parallel',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 25 },
			default: 2,
			displayOptions: { show: { '/operation': ['plan'] } },
			description: 'Calls at one time; no more than the edition allows are reckoned with',
		},
		{
			displayName: 'Scope Contains',
			name: 'scope',
			type: 'string',
			default: '',
			placeholder: 'e.g. settings',
			displayOptions: { show: { '/operation': ['getPriceList'], '/show': ['paths'] } },
			description: 'Only paths whose scope contains this',
		},
		{
			displayName: 'Seconds per Call',
			name: 'secondsPerCall',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 1,
			displayOptions: { show: { '/operation': ['plan'] } },
			description: 'How long a call takes; for the minutes of a plan',
		},
	],
};

export const properties: INodeProperties[] = [
	operation,
	...planFields,
	usage,
	...budgetFields,
	...priceList,
	...edition,
	options,
];
