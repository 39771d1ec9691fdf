import type { INodeProperties } from 'n8n-workflow';

import { moduleField } from '../shared/ui/moduleField';
import { whenRowsFail } from '../shared/ui/whenRowsFail';
import { writeOptions } from './writeOptions';

const recordsShown = { operation: ['create', 'update', 'upsert'] };

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'upsert',
	options: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create records',
			description: '100 records a call, 1 credit per 10',
		},
		{
			name: 'Create or Update',
			value: 'upsert',
			action: 'Create or update records',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete records',
			description: 'By record ID, 100 records for 1 credit',
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update records',
			description: 'By record ID, 100 records a call, 1 credit per 10',
		},
		{
			name: 'Update Many with Same Values',
			value: 'massUpdate',
			action: 'Update many records with the same values',
			description:
				'By record ID, 500 records a call (assumed to be 1 credit; Zoho does not list it)',
		},
	],
};

const records: INodeProperties[] = [
	{
		displayName: 'Records From',
		name: 'recordsFrom',
		type: 'options',
		noDataExpression: true,
		default: 'item',
		displayOptions: { show: recordsShown },
		options: [
			{
				name: 'Each Item',
				value: 'item',
				description:
					"The item's JSON is the record; its keys are API names of Zoho fields, with the record ID for Update",
			},
			{
				name: 'JSON',
				value: 'json',
				description: 'An expression that makes the record of each item',
			},
			{
				name: 'Mapped Fields',
				value: 'mapper',
				description: 'Choose fields and give each a value',
			},
		],
		description: 'Where the record of each input item comes from',
	},
	{
		displayName: 'Record',
		name: 'recordJson',
		type: 'json',
		default: '={{ $json }}',
		displayOptions: { show: { ...recordsShown, recordsFrom: ['json'] } },
		description: 'The record of one item, keys are API names of Zoho fields',
		hint: 'E.g. {{ { Last_Name: $json.surname, Email: $json.mail } }}',
	},
	mapper('Fields', { ...recordsShown, recordsFrom: ['mapper'] }),
	mapper(
		'Values to Set',
		{ operation: ['massUpdate'] },
		'The values every record gets, the same for all',
	),
	{
		displayName: 'Record ID',
		name: 'recordId',
		type: 'string',
		default: '={{ $json.id }}',
		required: true,
		displayOptions: { show: { operation: ['delete', 'massUpdate'] } },
		description:
			"The ID of the record of each item, as text: 18 or 19 digits do not fit a number. In Delete with the option 'External ID Field': its value.",
	},
];

function mapper(
	displayName: string,
	show: Record<string, string[]>,
	description?: string,
): INodeProperties {
	return {
		displayName,
		name: 'columns',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		required: true,
		displayOptions: { show },
		...(description ? { description } : {}),
		typeOptions: {
			loadOptionsDependsOn: ['module.value', 'operation', 'options.splitText'],
			resourceMapper: {
				resourceMapperMethod: 'getColumns',
				valuesLabel: displayName,
				mode: 'add',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: false,
				supportAutoMap: false,
				multiKeyMatch: false,
			},
		},
	};
}

const matchingFields: INodeProperties = {
	displayName: 'Matching Fields',
	name: 'matchingFields',
	type: 'fixedCollection',
	placeholder: 'Add Matching Field',
	default: {},
	displayOptions: { show: { operation: ['upsert'] } },
	typeOptions: { multipleValues: true, sortable: true },
	description:
		"By which fields Zoho finds an existing record, in this order. Empty: the module's own duplicate field (Email for leads and contacts), then fields marked as unique. Fields marked as unique are always checked, after these. A record that holds an ID is found by it.",
	options: [
		{
			displayName: 'Field',
			name: 'fields',
			values: [
				{
					displayName: 'Field Name or ID',
					name: 'field',
					type: 'options',
					default: '',
					typeOptions: {
						loadOptionsMethod: 'getMatchingFields',
						loadOptionsDependsOn: ['module.value'],
					},
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
			],
		},
	],
};

export const properties: INodeProperties[] = [
	operation,
	moduleField,
	...records,
	matchingFields,
	whenRowsFail,
	...writeOptions,
];
