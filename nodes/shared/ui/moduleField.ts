import type { INodeProperties } from 'n8n-workflow';

/** Any module of the organisation, from the cached list or by its API name. */
export const moduleField: INodeProperties = {
	displayName: 'Module',
	name: 'module',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The Zoho CRM module whose records are handled',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchModules', searchable: true },
		},
		{
			displayName: 'By API Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Leads',
			hint: 'Zoho CRM shows it under Setup > Developer Hub > APIs > API names',
		},
	],
};
