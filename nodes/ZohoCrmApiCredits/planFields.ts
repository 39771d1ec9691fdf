import type { INodeProperties } from 'n8n-workflow';

/** Works by their names, sorted as n8n shows them. */
export const workOptions = [
	{ name: 'Create', value: 'insert' },
	{ name: 'Create or Update', value: 'upsert' },
	{ name: 'Delete', value: 'delete' },
	{ name: 'Export', value: 'export' },
	{ name: 'Get by IDs', value: 'getByIds' },
	{ name: 'Get Changed Since', value: 'getChanged' },
	{ name: 'Get Deleted Since', value: 'getDeleted' },
	{ name: 'Look Up by Field', value: 'lookUp' },
	{ name: 'Query', value: 'query' },
	{ name: 'Read Metadata', value: 'metadata' },
	{ name: 'Search', value: 'search' },
	{ name: 'Update', value: 'update' },
	{ name: 'Update Many with Same Values', value: 'massUpdate' },
	{ name: 'Various Requests', value: 'mixed' },
];

const planned = { operation: ['plan'] };

export const planFields: INodeProperties[] = [
	{
		displayName: 'Work',
		name: 'work',
		type: 'options',
		default: 'upsert',
		displayOptions: { show: planned },
		options: workOptions,
		description: 'What is to be done',
	},
	{
		displayName: 'Rows',
		name: 'rows',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1000,
		displayOptions: { show: planned },
		description:
			'How many records, values, requests or metadata reads. By an expression it can differ from item to item.',
	},
	{
		displayName: 'Edition',
		name: 'edition',
		type: 'options',
		default: 'credential',
		displayOptions: { show: planned },
		options: [
			{
				name: 'As in the Credential',
				value: 'credential',
				description: 'Typed there, or told by Zoho to Check Connection; else Standard',
			},
			{ name: 'Enterprise or Zoho One', value: 'enterprise' },
			{ name: 'Free', value: 'free' },
			{ name: 'Professional', value: 'professional' },
			{ name: 'Standard or Starter', value: 'standard' },
			{ name: 'Ultimate or CRM Plus', value: 'ultimate' },
		],
		description: 'How many calls may run at one time; for the minutes of the plan',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		default: 'all',
		displayOptions: { show: planned },
		options: [
			{ name: 'All Routes', value: 'all', description: 'An item for each route' },
			{ name: 'Cheapest Route', value: 'cheapest', description: 'One item, e.g. for Check Budget' },
			{
				name: 'Cheapest Documented Route',
				value: 'cheapestDocumented',
				description: 'The cheapest of which no part of the price is assumed',
			},
		],
		description: 'Which routes to give',
	},
];
