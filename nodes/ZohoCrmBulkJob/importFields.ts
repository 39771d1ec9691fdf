import type { INodeProperties } from 'n8n-workflow';

import { creditDetailOption, dryRunOption, maxCreditsOption } from '../shared/ui/creditOptions';
import { whenRowsFailIn } from '../shared/ui/whenRowsFail';

const imports = { operation: ['import'] };

const work: INodeProperties[] = [
	{
		displayName: 'Write',
		name: 'write',
		type: 'options',
		noDataExpression: true,
		default: 'upsert',
		displayOptions: { show: imports },
		options: [
			{ name: 'Create New Records', value: 'insert' },
			{
				name: 'Create or Update',
				value: 'upsert',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
			},
			{
				name: 'Update Existing Records',
				value: 'update',
				description: 'Found by one field; a row without its record is refused',
			},
		],
		description: 'What the import does with each row',
	},
	{
		displayName: 'Find By Field Name or ID',
		name: 'findBy',
		type: 'options',
		default: '',
		displayOptions: { show: imports },
		typeOptions: {
			loadOptionsMethod: 'getFindByFields',
			loadOptionsDependsOn: ['module.value'],
		},
		description:
			'The ID, or a field that Zoho keeps unique, by which a row finds its record; needed unless records are created. With Create New Records, rows whose record exists are skipped. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Rows From',
		name: 'rowsFrom',
		type: 'options',
		noDataExpression: true,
		default: 'item',
		displayOptions: { show: imports },
		options: [
			{
				name: 'CSV or Zip File',
				value: 'binary',
				description: 'Binary data of each item; one summary item for each file',
			},
			{
				name: 'CSV Text',
				value: 'csv',
				description: 'Text with a header row; one summary item for each text',
			},
			{
				name: 'Each Item',
				value: 'item',
				description: "The item's JSON is the record; its keys are API names of Zoho fields",
			},
			{
				name: 'JSON',
				value: 'json',
				description: 'An expression that makes the record of each item',
			},
		],
		description: 'Where the rows come from',
	},
	{
		displayName: 'Record',
		name: 'recordJson',
		type: 'json',
		default: '={{ $json }}',
		displayOptions: { show: { ...imports, rowsFrom: ['json'] } },
		description: 'The record of one item, keys are API names of Zoho fields',
		hint: 'E.g. {{ { Last_Name: $json.surname, Email: $json.mail } }}',
	},
	{
		displayName: 'CSV',
		name: 'csvText',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		displayOptions: { show: { ...imports, rowsFrom: ['csv'] } },
		description: 'Text with a header row; commas, semicolons, tabs or bars between the cells',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryField',
		type: 'string',
		default: 'data',
		required: true,
		displayOptions: { show: { ...imports, rowsFrom: ['binary'] } },
		hint: 'The name of the input field containing the file to import',
		description: 'A CSV in UTF-8, or a zip with one CSV in it',
	},
	{
		displayName: 'Columns',
		name: 'columnMap',
		type: 'fixedCollection',
		placeholder: 'Add Column',
		default: {},
		typeOptions: { multipleValues: true },
		displayOptions: { show: { ...imports, rowsFrom: ['binary', 'csv'] } },
		description:
			'Which field a column goes into. Columns named like a field (API name or label) need no entry.',
		options: [
			{
				displayName: 'Column',
				name: 'columns',
				values: [
					{
						displayName: 'Column',
						name: 'column',
						type: 'string',
						default: '',
						description: 'As the header of the file names it',
					},
					{
						displayName: 'Field',
						name: 'field',
						type: 'string',
						default: '',
						placeholder: 'e.g. Last_Name',
						description: 'API name of the field; empty: the column is left out',
					},
				],
			},
		],
	},
	{
		displayName: 'Route',
		name: 'route',
		type: 'options',
		noDataExpression: true,
		default: 'cheapest',
		displayOptions: { show: imports },
		options: [
			{
				name: 'Bulk Only',
				value: 'bulk',
				description: 'Everything by jobs, 500 credits each, however few rows there are',
			},
			{
				name: 'Cheapest',
				value: 'cheapest',
				description:
					'Few rows, and a tail of few rows, go out 100 a call for 1 credit per 10, with Zoho automations off',
			},
		],
		description: 'By which way rows go to Zoho',
	},
];

const options: INodeProperties[] = [
	{
		displayName: 'Clear When Empty',
		name: 'clearFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. Phone, Fax',
		description:
			'API names of fields, with commas between, that an empty cell empties in Zoho. In all other fields empty cells and missing keys change nothing. Rows that clear something go out apart from the others.',
	},
	creditDetailOption,
	dryRunOption,
	{
		displayName: 'Fields Zoho Does Not Know',
		name: 'unknownFields',
		type: 'options',
		default: 'refuse',
		options: [
			{ name: 'Leave Out', value: 'drop' },
			{
				name: 'Refuse the Row',
				value: 'refuse',
				description: 'With the nearest field name in the message',
			},
		],
		description: 'What to do with keys or columns that are no fields of the module',
	},
	{
		displayName: 'Include Input',
		name: 'includeInput',
		type: 'boolean',
		default: false,
		description:
			"Whether items of written rows also carry the input item's JSON as input. Other rows always do.",
	},
	{
		displayName: 'Layout ID',
		name: 'layout',
		type: 'string',
		default: '',
		description: 'The layout of the written records',
	},
	{
		displayName: 'Lookups Found By',
		name: 'lookups',
		type: 'fixedCollection',
		placeholder: 'Add Lookup',
		default: {},
		typeOptions: { multipleValues: true },
		description:
			'Lookup fields whose cells hold something else than a record ID. Only jobs can do that, so all rows go by job.',
		options: [
			{
				displayName: 'Lookup',
				name: 'fields',
				values: [
					{
						displayName: 'Lookup Field',
						name: 'field',
						type: 'string',
						default: '',
						placeholder: 'e.g. Account_Name',
						description: 'API name of the lookup',
					},
					{
						displayName: 'Found By',
						name: 'findBy',
						type: 'string',
						default: '',
						placeholder: 'e.g. Account_Name',
						description: 'API name of the field of the other module that the cells hold',
					},
				],
			},
		],
	},
	maxCreditsOption,
	{
		displayName: 'Row Key Field',
		name: 'rowKeyField',
		type: 'string',
		default: '',
		placeholder: 'e.g. Import_Key',
		description:
			'API name of a field of the module that no row fills: the node writes a key of its own into it, so that each row of the result can be told. Needed where no mapped field is unique, as results come in another order and hold three columns only.',
	},
	{
		displayName: 'Rows Without a Key',
		name: 'emptyKey',
		type: 'options',
		default: 'error',
		options: [
			{ name: 'Create', value: 'insert', description: 'A new record for each, at every run' },
			{ name: 'Refuse', value: 'error' },
		],
		description: 'What Create or Update does with rows that have nothing in the field to find by',
	},
];

/** What an Import takes beside the module and how to wait. */
export const importFields: INodeProperties[] = [
	...work,
	{
		...whenRowsFailIn({
			otherwise: 'Otherwise rows that failed come out with their reason',
			never: {
				name: 'Never Error Because of Rows',
				description: 'Every row comes out on Done, written or with its reason',
			},
			description:
				'For what ends before the execution sleeps; after waking, rows that failed come out with their reason',
		}),
		displayOptions: { show: imports },
	},
];

export const importOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	displayOptions: { show: imports },
	options,
};
