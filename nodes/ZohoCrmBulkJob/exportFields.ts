import type { INodeProperties } from 'n8n-workflow';

import { creditDetailOption, dryRunOption, maxCreditsOption } from '../shared/ui/creditOptions';

const onExport = { operation: ['export'] };

const comparison: INodeProperties = {
	displayName: 'Comparison',
	name: 'comparator',
	type: 'options',
	default: 'equal',
	options: [
		{ name: 'Between', value: 'between', description: 'Two values with a comma between' },
		{ name: 'Contains', value: 'contains' },
		{ name: 'Does Not Contain', value: 'not_contains' },
		{ name: 'Ends With', value: 'ends_with' },
		{ name: 'Equal', value: 'equal' },
		{ name: 'Greater or Equal', value: 'greater_equal' },
		{ name: 'Greater Than', value: 'greater_than' },
		{ name: 'Less or Equal', value: 'less_equal' },
		{ name: 'Less Than', value: 'less_than' },
		{ name: 'Not Between', value: 'not_between', description: 'Two values with a comma between' },
		{ name: 'Not Equal', value: 'not_equal' },
		{ name: 'Not One Of', value: 'not_in', description: 'Values with commas between' },
		{ name: 'One Of', value: 'in', description: 'Values with commas between' },
		{ name: 'Starts With', value: 'starts_with' },
	],
	description: 'Zoho takes those that fit the type of the field',
};

const criteria: INodeProperties[] = [
	{
		displayName: 'Records',
		name: 'criteriaFrom',
		type: 'options',
		noDataExpression: true,
		default: 'all',
		displayOptions: { show: onExport },
		options: [
			{ name: 'All', value: 'all', description: 'Every record of the module' },
			{ name: 'By Conditions', value: 'rows' },
			{ name: 'By JSON', value: 'json', description: "Conditions in Zoho's own form, with groups" },
		],
		description: 'Which records to export',
	},
	{
		displayName: 'Conditions',
		name: 'conditions',
		type: 'fixedCollection',
		placeholder: 'Add Condition',
		default: {},
		typeOptions: { multipleValues: true },
		displayOptions: { show: { ...onExport, criteriaFrom: ['rows'] } },
		description: 'What a record must meet',
		options: [
			{
				displayName: 'Condition',
				name: 'rows',
				values: [
					{
						displayName: 'Field',
						name: 'field',
						type: 'string',
						default: '',
						placeholder: 'e.g. Lead_Source',
						description: 'API name; Account_Name.Phone reaches through a lookup',
					},
					comparison,
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description:
							'Empty: an empty field. Dates like 2025-01-31 or 2025-01-31T09:30:00+01:00.',
					},
				],
			},
		],
	},
	{
		displayName: 'Must Meet',
		name: 'join',
		type: 'options',
		default: 'and',
		displayOptions: { show: { ...onExport, criteriaFrom: ['rows'] } },
		options: [
			{ name: 'All Conditions', value: 'and' },
			{ name: 'Any Condition', value: 'or' },
		],
		description: 'How the conditions go together',
	},
	{
		displayName: 'Criteria',
		name: 'criteriaJson',
		type: 'json',
		default: '',
		displayOptions: { show: { ...onExport, criteriaFrom: ['json'] } },
		description:
			'One condition, or groups of them: group_operator (and, or) and group. ${EMPTY} stands for an empty field.',
		hint: 'E.g. { "field": { "api_name": "City" }, "comparator": "equal", "value": "Berlin" }',
	},
];

const options: INodeProperties[] = [
	creditDetailOption,
	{
		displayName: 'Custom View ID',
		name: 'viewId',
		type: 'string',
		default: '',
		description: 'Only records of this view of the module, beside the conditions',
	},
	dryRunOption,
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. leads.csv',
		description: 'Name of the CSV; the module when empty',
	},
	{
		displayName: 'Include Input',
		name: 'includeInput',
		type: 'boolean',
		default: false,
		description:
			"Whether the item of a finished export also carries the input item's JSON as input",
	},
	maxCreditsOption,
	{
		displayName: 'Names of Lookups',
		name: 'lookupNames',
		type: 'boolean',
		default: true,
		description:
			'Whether a lookup also gives the name of its record, as far as a job reaches (five lookups), not only its ID',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryField',
		type: 'string',
		default: 'data',
		hint: 'The name of the output binary field to put the file in',
		description: 'Where the CSV is put',
	},
];

/** What an Export takes beside the module and how to wait. */
export const exportFields: INodeProperties[] = [
	{
		displayName: 'Field Names or IDs',
		name: 'fields',
		type: 'multiOptions',
		default: [],
		displayOptions: { show: onExport },
		typeOptions: {
			loadOptionsMethod: 'getReadableFields',
			loadOptionsDependsOn: ['module.value'],
		},
		description:
			'What to export of each record; its ID always comes. Empty: all fields that a list can give. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	...criteria,
	{
		displayName: 'Route',
		name: 'exportRoute',
		type: 'options',
		noDataExpression: true,
		default: 'cheapest',
		displayOptions: { show: onExport },
		options: [
			{
				name: 'Bulk Read',
				value: 'bulkRead',
				description: 'By jobs: 50 credits for 200,000 records, and 2 for each result',
			},
			{
				name: 'Cheapest',
				value: 'cheapest',
				description: 'Counts first (1 credit), then takes the one that costs less; same columns',
			},
			{
				name: 'COQL',
				value: 'coql',
				description: 'By queries: 3 credits for 2,000 records, at once',
			},
		],
		description: 'By which way records are read',
	},
];

export const exportOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	displayOptions: { show: onExport },
	options,
};
