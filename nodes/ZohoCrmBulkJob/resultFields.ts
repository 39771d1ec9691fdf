import type { INodeProperties } from 'n8n-workflow';

import { whenRowsFail } from '../shared/ui/whenRowsFail';

const later = { operation: ['getResult', 'getStatus'] };

/** What Get Result and Get Status take. */
export const resultFields: INodeProperties[] = [
	{
		displayName: 'Job ID',
		name: 'jobId',
		type: 'string',
		default: '={{ $json.job?.id }}',
		displayOptions: { show: later },
		description:
			'The job of each item, as Import and Export name it in job. Items that belong to no job pass as they are.',
	},
	{
		displayName: 'Job Type',
		name: 'jobKind',
		type: 'options',
		default: 'item',
		displayOptions: { show: later },
		options: [
			{ name: 'As the Item Says', value: 'item' },
			{ name: 'Export', value: 'export' },
			{ name: 'Import', value: 'import' },
		],
		description: 'Which kind of job the ID is of, for items that do not say so in job',
	},
	{
		displayName: 'Wait at Most (Minutes)',
		name: 'resultMinutes',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 1 },
		default: 0,
		displayOptions: { show: { operation: ['getResult'] } },
		description:
			'How long to ask again (after 30 seconds, then ever more rarely) for jobs that are still running. 0: ask once.',
	},
	{ ...whenRowsFail, displayOptions: { show: { operation: ['getResult'] } } },
];
