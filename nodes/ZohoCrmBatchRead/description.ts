import type { INodeProperties } from 'n8n-workflow';

import { moduleField } from '../shared/ui/moduleField';
import { whenRowsFail } from '../shared/ui/whenRowsFail';
import { listFields } from './listFields';
import { readOptions } from './readOptions';

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'lookUp',
	options: [
		{
			name: 'Get by IDs',
			value: 'getByIds',
			action: 'Get records by ids',
			description: 'The record of each input item, 100 IDs for 1 credit',
		},
		{
			name: 'Get Changed Since',
			value: 'getChanged',
			action: 'Get records changed since a time',
			description: 'New and changed records since the last run; 2,000 for at most 6 credits',
		},
		{
			name: 'Get Deleted Since',
			value: 'getDeleted',
			action: 'Get records deleted since a time',
			description: 'IDs of deleted records, 200 for 2 credits',
		},
		{
			name: 'Look Up by Field',
			value: 'lookUp',
			action: 'Look up records by a field',
			description: 'The records of each input item by a value, 50 values for 1 credit',
		},
		{
			name: 'Query',
			value: 'query',
			action: 'Query records',
			description: 'By COQL, with joins; 2,000 rows for 3 credits',
		},
		{
			name: 'Search',
			value: 'search',
			action: 'Search records',
			description: 'By criteria, email, phone or word, 200 records for 1 credit',
		},
	],
};

const records: INodeProperties[] = [
	{
		...moduleField,
		displayOptions: {
			show: { operation: ['getByIds', 'lookUp', 'search', 'getChanged', 'getDeleted'] },
		},
	},
	{
		displayName: 'Record ID',
		name: 'recordId',
		type: 'string',
		default: '={{ $json.id }}',
		required: true,
		displayOptions: { show: { operation: ['getByIds'] } },
		description: 'The ID of the record of each item, as text: 18 or 19 digits do not fit a number',
	},
	{
		displayName: 'Field Name or ID',
		name: 'field',
		type: 'options',
		default: '',
		required: true,
		displayOptions: { show: { operation: ['lookUp'] } },
		typeOptions: {
			loadOptionsMethod: 'getLookupFields',
			loadOptionsDependsOn: ['module.value'],
		},
		description:
			'The field that holds the value. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.email }}',
		displayOptions: { show: { operation: ['lookUp'] } },
		description: 'The value of each item to look up. Equal values are asked for once.',
	},
	{
		displayName: 'Matches to Return',
		name: 'matches',
		type: 'options',
		default: 'all',
		displayOptions: { show: { operation: ['lookUp'] } },
		options: [
			{ name: 'All', value: 'all', description: 'An item for each record' },
			{ name: 'First', value: 'first', description: 'The record with the lowest ID, the oldest' },
		],
		description: 'What to give when several records hold the value',
	},
];

const fields: INodeProperties = {
	displayName: 'Field Names or IDs',
	name: 'fields',
	type: 'multiOptions',
	default: [],
	displayOptions: { show: { operation: ['getByIds', 'lookUp', 'search', 'getChanged'] } },
	typeOptions: {
		loadOptionsMethod: 'getReadableFields',
		loadOptionsDependsOn: ['module.value'],
	},
	description:
		'What to read of each record; its ID always comes. Empty: of a look-up the field itself, of a search all fields, else the first 50 (1 credit when the fields of the module are not cached). Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const whenReadsFail: INodeProperties = {
	...whenRowsFail,
	options: [
		{
			name: 'Error If Any Row Fails',
			value: 'errorIfAny',
			description: 'After the run. A row without a record has not failed.',
		},
		{
			name: 'Error If Nothing Was Read or the Run Stopped Early',
			value: 'errorIfNothingWritten',
			description: 'Other rows that failed go to the Not Found output',
		},
		{
			name: 'Send to Not Found Output',
			value: 'sendToFailed',
			description: 'Whatever happens, the workflow goes on with both outputs',
		},
	],
	description: 'What to do with rows that were refused or not asked for. Not found is no failure.',
};

export const properties: INodeProperties[] = [
	operation,
	...records,
	...listFields,
	fields,
	whenReadsFail,
	readOptions,
];
