import type { INodeProperties } from 'n8n-workflow';

const writesValues = { show: { '/operation': ['create', 'massUpdate', 'update', 'upsert'] } };

export const externalId: INodeProperties = {
	displayName: 'External ID Field Name or ID',
	name: 'externalId',
	type: 'options',
	default: '',
	displayOptions: { show: { '/operation': ['delete', 'update', 'upsert'] } },
	typeOptions: {
		loadOptionsMethod: 'getExternalIdFields',
		loadOptionsDependsOn: ['module.value'],
	},
	description:
		'The External ID field whose value stands for the record ID. Create or Update looks there first. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const ownerByEmail: INodeProperties = {
	displayName: 'Owner by Email',
	name: 'ownerByEmail',
	type: 'boolean',
	default: false,
	displayOptions: writesValues,
	description:
		'Whether Owner and other user fields may hold e-mail addresses. For no credits while the users are cached; 1 credit per 200 users when not.',
};

const lookup: INodeProperties[] = [
	{
		displayName: 'Lookup Field Name or ID',
		name: 'field',
		type: 'options',
		default: '',
		typeOptions: {
			loadOptionsMethod: 'getReferenceFields',
			loadOptionsDependsOn: ['module.value'],
		},
		description:
			'A field in the rows of a subform is given as Subform.Field. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		default: 'name',
		options: [
			{
				name: 'Another Field',
				value: 'field',
				description: 'A field of the other module, best a unique one; 1 credit for 50 values',
			},
			{
				name: 'External ID Field',
				value: 'external',
				description: 'Zoho finds the record by itself, for no credits',
			},
			{ name: 'Name', value: 'name', description: '1 credit for 50 names' },
		],
		description: 'What the lookup holds instead of a record ID. Record IDs stay as they are.',
	},
	{
		displayName: 'Key Field',
		name: 'keyField',
		type: 'string',
		default: '',
		displayOptions: { show: { matchBy: ['external', 'field'] } },
		placeholder: 'e.g. Erp_Id',
		description: 'API name of the field in the other module',
	},
	{
		displayName: 'When Not Found',
		name: 'whenNotFound',
		type: 'options',
		default: 'refuse',
		displayOptions: { show: { matchBy: ['field', 'name'] } },
		options: [
			{
				name: 'Leave the Field Out',
				value: 'leaveOut',
				description: 'A record that exists keeps what it has there',
			},
			{ name: 'Refuse the Row', value: 'refuse' },
		],
		description: 'What to do when no record has it. More than one always refuses the row.',
	},
];

export const resolveLookups: INodeProperties = {
	displayName: 'Resolve Lookups',
	name: 'resolveLookups',
	type: 'fixedCollection',
	placeholder: 'Add Lookup',
	default: {},
	displayOptions: writesValues,
	typeOptions: { multipleValues: true },
	description: 'Lookups that hold a name or a key of the other record instead of its ID',
	options: [{ displayName: 'Lookup', name: 'lookups', values: lookup }],
};

export const splitText: INodeProperties = {
	displayName: 'Split Text for Multi-Select',
	name: 'splitText',
	type: 'boolean',
	default: false,
	displayOptions: writesValues,
	description:
		'Whether text such as "A;B" or "A, B" in a multi-select field becomes a list. Reads the fields for 1 credit when they are not cached.',
};
