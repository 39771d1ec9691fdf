import type { INodeProperties } from 'n8n-workflow';

import { methodField, pathField } from './presetFields';

const show = { operation: ['apiCall'] };

const bodyFields: INodeProperties[] = [
	{
		displayName: 'Body From',
		name: 'bodyFrom',
		type: 'options',
		noDataExpression: true,
		default: 'none',
		displayOptions: { show: { ...show, method: ['DELETE', 'PATCH', 'POST', 'PUT'] } },
		options: [
			{
				name: 'File',
				value: 'file',
				description: "A binary field of the item, sent as a form's file",
			},
			{ name: 'JSON', value: 'json' },
			{ name: 'None', value: 'none' },
		],
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '{}',
		displayOptions: { show: { ...show, bodyFrom: ['json'] } },
		description: 'Text is sent as it stands, so long numbers keep their digits',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'inputField',
		type: 'string',
		default: 'data',
		displayOptions: { show: { ...show, bodyFrom: ['file'] } },
		description: 'The name of the binary field that holds the file to send',
	},
];

const answerFields: INodeProperties[] = [
	{
		displayName: 'Answer',
		name: 'answer',
		type: 'options',
		noDataExpression: true,
		default: 'whole',
		displayOptions: { show },
		options: [
			{ name: 'File', value: 'file', description: 'Into a binary field' },
			{ name: 'Item per Entry', value: 'entries', description: 'Of the list in the answer' },
			{ name: 'Whole', value: 'whole', description: 'One item with status and body' },
		],
		description: 'How the answer comes out',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'outputField',
		type: 'string',
		default: 'data',
		displayOptions: { show: { ...show, answer: ['file'] } },
		hint: 'The name of the output binary field to put the file in',
	},
	{
		displayName: 'Paging',
		name: 'paging',
		type: 'options',
		noDataExpression: true,
		default: 'none',
		displayOptions: { show: { ...show, answer: ['entries'], method: ['GET'] } },
		options: [
			{
				name: 'By Page Number',
				value: 'page',
				description: 'Up to 2,000 rows; beyond, by token where Zoho gives one',
			},
			{
				name: 'By Page Token',
				value: 'token',
				description: 'Up to 100,000 rows, for lists of records',
			},
			{ name: 'None', value: 'none', description: 'One call' },
		],
		description: 'Every page is a call of its own and costs its credits',
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		displayOptions: {
			show: { ...show, answer: ['entries'], method: ['GET'], paging: ['page', 'token'] },
		},
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: {
			show: {
				...show,
				answer: ['entries'],
				method: ['GET'],
				paging: ['page', 'token'],
				returnAll: [false],
			},
		},
		description: 'Max number of results to return',
	},
];

/** The operation API Call: one call an item, to any path of the API host. */
export const apiCallFields: INodeProperties[] = [
	{ ...methodField, displayOptions: { show } },
	{ ...pathField, displayOptions: { show } },
	{
		displayName: 'Query Parameters',
		name: 'params',
		type: 'json',
		default: '{}',
		displayOptions: { show },
	},
	{
		displayName: 'Headers',
		name: 'headers',
		type: 'json',
		default: '{}',
		displayOptions: { show },
	},
	...bodyFields,
	...answerFields,
];
