import type { INodeProperties } from 'n8n-workflow';

const search = (by: string, more: Partial<INodeProperties>): INodeProperties => ({
	displayName: by,
	name: by.toLowerCase(),
	type: 'string',
	default: '',
	required: true,
	displayOptions: { show: { operation: ['search'], searchBy: [by.toLowerCase()] } },
	...more,
});

const searches: INodeProperties[] = [
	{
		displayName: 'Search By',
		name: 'searchBy',
		type: 'options',
		default: 'criteria',
		displayOptions: { show: { operation: ['search'] } },
		options: [
			{ name: 'Criteria', value: 'criteria', description: 'Up to 10 conditions on fields' },
			{ name: 'Email', value: 'email', description: 'In all email fields of the module' },
			{ name: 'Phone', value: 'phone', description: 'In all phone fields of the module' },
			{ name: 'Word', value: 'word', description: 'Anywhere in the record' },
		],
		description: "Zoho's search index trails changes by a while; a query does not",
	},
	search('Criteria', {
		placeholder: 'e.g. (Last_Name:equals:Burns)',
		hint: 'Parentheses and commas in a value need a backslash before them; equals finds what contains the value',
		description:
			'As Zoho writes them: (field:operator:value); several in parentheses, joined by and / or: ((Last_Name:equals:Burns)and(City:starts_with:P))',
	}),
	search('Email', { placeholder: 'e.g. name@example.com', description: 'The whole address' }),
	search('Phone', { placeholder: 'e.g. 555-0100', description: 'The whole number' }),
	search('Word', { placeholder: 'e.g. Zylker', description: 'Two letters or more' }),
];

/** What the operations that give lists ask for. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Query',
		name: 'query',
		type: 'string',
		typeOptions: { rows: 5 },
		default: '',
		required: true,
		noDataExpression: false,
		placeholder:
			"e.g. select Last_Name, Account_Name.Account_Name from Contacts where Email like '%@example.com'",
		displayOptions: { show: { operation: ['query'] } },
		description:
			'A COQL query. Without a LIMIT of its own it is read page by page, up to Limit below; its own LIMIT (1 to 2,000) and OFFSET go before.',
	},
	...searches,
	{
		displayName: 'Since',
		name: 'since',
		type: 'dateTime',
		default: '',
		required: true,
		displayOptions: { show: { operation: ['getChanged', 'getDeleted'] } },
		description:
			'The time to begin at; after the first run the watermark that the run before gave with its first item',
	},
	{
		displayName: 'Deleted How',
		name: 'deletedKind',
		type: 'options',
		default: 'all',
		displayOptions: { show: { operation: ['getDeleted'] } },
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'In the Recycle Bin', value: 'recycle' },
			{ name: 'Permanently', value: 'permanent' },
		],
		description: 'Which deleted records to give',
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		displayOptions: { show: { operation: ['query', 'search', 'getChanged'] } },
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: {
			show: { operation: ['query', 'search', 'getChanged'], returnAll: [false] },
		},
		description: 'Max number of results to return',
	},
];
