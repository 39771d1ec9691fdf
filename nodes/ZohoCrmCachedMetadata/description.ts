import type { INodeProperties } from 'n8n-workflow';

import { METADATA_KINDS } from '../shared/core/metadataKinds';
import { creditDetailOption, dryRunOption, maxCreditsOption } from '../shared/ui/creditOptions';
import { moduleField } from '../shared/ui/moduleField';

const MODULE_KINDS = Object.entries(METADATA_KINDS)
	.filter(([, { perModule }]) => perModule)
	.map(([kind]) => kind);

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'get',
	options: [
		{
			name: 'Check for Changes',
			value: 'check',
			action: 'Check metadata for changes',
			description:
				'One credit for all modules; what was changed in Zoho is forgotten here and read anew when needed',
		},
		{
			name: 'Clear',
			value: 'clear',
			action: 'Clear cached metadata',
			description: 'Forget what is kept of one module or of the organization',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get metadata',
			description:
				'From the cache for no credits; what is missing is read, five reads for 1 credit',
		},
	],
};

const metadata: INodeProperties = {
	displayName: 'Metadata',
	name: 'kinds',
	type: 'multiOptions',
	noDataExpression: true,
	default: ['fields'],
	required: true,
	displayOptions: { show: { operation: ['get'] } },
	options: [
		{ name: 'Custom Views', value: 'customViews' },
		{
			name: 'Everything About a Module',
			value: 'everything',
			description: 'Module, fields, layouts, related lists and custom views',
		},
		{ name: 'Fields', value: 'fields' },
		{ name: 'Layouts', value: 'layouts' },
		{ name: 'Module', value: 'module', description: 'One module itself' },
		{ name: 'Modules', value: 'modules', description: 'The list of all modules' },
		{ name: 'Organization', value: 'organization' },
		{ name: 'Profiles', value: 'profiles' },
		{ name: 'Related Lists', value: 'relatedLists' },
		{ name: 'Roles', value: 'roles' },
		{ name: 'Users', value: 'users' },
	],
	description: 'What to get. Several at once are read together.',
};

const forModules = { operation: ['get'], kinds: ['everything', ...MODULE_KINDS] };

const scope: INodeProperties[] = [
	{
		displayName: 'Of',
		name: 'modulesFrom',
		type: 'options',
		noDataExpression: true,
		default: 'one',
		displayOptions: { show: forModules },
		options: [
			{ name: 'All Modules', value: 'all', description: 'Every module that the API handles' },
			{
				name: 'One Module per Item',
				value: 'one',
				description: 'By an expression it can differ from item to item',
			},
		],
		description: 'Of which modules',
	},
	{ ...moduleField, displayOptions: { show: { ...forModules, modulesFrom: ['one'] } } },
	{
		displayName: 'What to Clear',
		name: 'clear',
		type: 'options',
		default: 'all',
		displayOptions: { show: { operation: ['clear'] } },
		options: [
			{ name: 'Everything of the Organization', value: 'all' },
			{ name: 'One Module', value: 'module' },
		],
	},
	{ ...moduleField, displayOptions: { show: { operation: ['clear'], clear: ['module'] } } },
];

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		creditDetailOption,
		dryRunOption,
		{ ...maxCreditsOption, displayOptions: { show: { '/operation': ['check', 'get'] } } },
		{
			displayName: 'Maximum Age in Minutes',
			name: 'maxAge',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			displayOptions: { show: { '/operation': ['get'] } },
			description: 'What was read longer ago is read anew. 0: twelve hours, users one hour.',
		},
		{
			displayName: 'Refresh',
			name: 'refresh',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/operation': ['get'] } },
			description: 'Whether to read anew whatever is cached',
		},
		{
			displayName: 'Split Into Items',
			name: 'split',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/operation': ['get'] } },
			description: 'Whether each field, layout, user and so on comes out as an item of its own',
		},
	],
};

export const properties: INodeProperties[] = [operation, metadata, ...scope, options];
