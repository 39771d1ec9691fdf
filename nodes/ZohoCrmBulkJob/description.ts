import type { INodeProperties } from 'n8n-workflow';

import { moduleField } from '../shared/ui/moduleField';
import { exportFields, exportOptions } from './exportFields';
import { importFields, importOptions } from './importFields';
import { resultFields } from './resultFields';
import { waitFields } from './waitFields';

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'import',
	options: [
		{
			name: 'Export',
			value: 'export',
			action: 'Export records',
			description: '200,000 records for 50 credits, as CSV',
		},
		{
			name: 'Get Result',
			value: 'getResult',
			action: 'Get the result of a bulk job',
			description: 'From the items of an Import or Export that did not wait to the end',
		},
		{
			name: 'Get Status',
			value: 'getStatus',
			action: 'Get the status of a bulk job',
			description: '1 credit a job',
		},
		{
			name: 'Import',
			value: 'import',
			action: 'Import records',
			description: 'Create, update or upsert 25,000 records for 500 credits',
		},
	],
};

export const properties: INodeProperties[] = [
	operation,
	{ ...moduleField, displayOptions: { show: { operation: ['import', 'export'] } } },
	...importFields,
	...exportFields,
	...resultFields,
	...waitFields,
	importOptions,
	exportOptions,
];
