import type { INodeProperties, TriggerPanelDefinition } from 'n8n-workflow';

import { creditDetailOption } from '../shared/ui/creditOptions';
import { moduleField } from '../shared/ui/moduleField';

const entry: INodeProperties[] = [
	{ ...moduleField, description: 'The Zoho CRM module whose records are watched' },
	{
		displayName: 'Events',
		name: 'operations',
		type: 'multiOptions',
		default: ['create', 'edit', 'delete'],
		options: [
			{ name: 'Create', value: 'create' },
			{ name: 'Delete', value: 'delete' },
			{ name: 'Edit', value: 'edit' },
		],
		description: 'What starts the workflow',
	},
	{
		displayName: 'Watched Field Names or IDs',
		name: 'fields',
		type: 'multiOptions',
		default: [],
		typeOptions: {
			loadOptionsMethod: 'getWatchableFields',
			loadOptionsDependsOn: ['&module.value'],
		},
		description:
			'Edits count only when one of these fields changed; at most 10 in all. Empty: every edit. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];

const modules: INodeProperties = {
	displayName: 'Modules',
	name: 'modules',
	type: 'fixedCollection',
	placeholder: 'Add Module',
	typeOptions: { multipleValues: true },
	default: { watch: [{}] },
	required: true,
	options: [{ displayName: 'Module', name: 'watch', values: entry }],
	description: 'All modules of one trigger share one subscription',
};

const whenFetching = { show: { fetchRecord: [true] } };

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		creditDetailOption,
		{
			displayName: 'Fields to Fetch',
			name: 'fetchFields',
			type: 'string',
			default: '',
			placeholder: 'e.g. Last_Name, Email',
			displayOptions: { show: { '/fetchRecord': [true] } },
			description:
				'API names, at most 50, separated by commas. Empty: the first 50 fields of the module (1 credit when they are not cached).',
		},
		{
			displayName: 'Ignore Own Changes',
			name: 'ignoreOwn',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/fetchRecord': [true] } },
			description:
				'Whether to leave out records last modified by the connected user, which keeps a workflow from starting itself. Costs 1 credit a week to learn who that is. Deletions always come.',
		},
		{
			displayName: 'Notify on Related Actions',
			name: 'relatedActions',
			type: 'boolean',
			default: false,
			description:
				'Whether changes of related records (a note, a contact of an account) count as edits of the watched ones',
		},
		{
			displayName: 'Return Affected Values',
			name: 'affectedValues',
			type: 'boolean',
			default: false,
			description:
				'Whether edits bring the new values of the fields that changed, in affectedValues, for no credit',
		},
	],
};

export const properties: INodeProperties[] = [
	modules,
	{
		displayName: 'Fetch Record',
		name: 'fetchRecord',
		type: 'boolean',
		default: false,
		description:
			'Whether to read the records of new and edited ones, up to 100 for 1 credit. Zoho itself tells IDs only.',
	},
	{
		displayName: 'Gather for (Seconds)',
		name: 'gatherSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 60 },
		default: 2,
		displayOptions: whenFetching,
		description:
			'What comes within this time is read together and starts one execution, so that a burst of changes costs few reads',
	},
	{
		displayName: 'Catch Up After Gaps',
		name: 'catchUp',
		type: 'boolean',
		default: true,
		description:
			'Whether to read what changed while notifications are known to have been missed: after a restart (with Redis), or when the channel was gone. Per module 1 credit for 200 changes, and 2 for deletions if they are watched; only when there was a gap.',
	},
	options,
];

const WHILE_BUILDING =
	"<b>While building your workflow</b>, click the 'execute step' button, then create, edit or delete a record of a " +
	'watched module in Zoho CRM. Listening costs 2 credits, and Zoho needs to reach this n8n by https.<br /><br />';

/** Beside the form, until there is an event. */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Pull in events from Zoho CRM',
	executionsHelp: {
		inactive:
			WHILE_BUILDING +
			'<b>To run it by itself</b>, publish it. Zoho then tells of every change, and executions show up in the executions list.',
		active:
			WHILE_BUILDING +
			'<b>The workflow runs by itself</b>: Zoho tells of every change, and executions show up in the <a data-key="executions">executions list</a>.',
	},
	activationHint: 'Publish the workflow, and Zoho tells of every change without this button',
};
