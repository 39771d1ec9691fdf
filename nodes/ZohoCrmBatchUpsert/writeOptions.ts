import type { INodeProperties } from 'n8n-workflow';

import { creditDetailOption, dryRunOption, maxCreditsOption } from '../shared/ui/creditOptions';
import { externalId, ownerByEmail, resolveLookups, splitText } from './namingOptions';

const automations: INodeProperties[] = [
	{
		displayName: 'Run Zoho Automations',
		name: 'automations',
		type: 'options',
		default: 'all',
		displayOptions: { show: { operation: ['create', 'delete', 'update', 'upsert'] } },
		options: [
			{
				name: 'All',
				value: 'all',
				description: "Zoho's own default: workflow rules, approvals, blueprints",
			},
			{
				name: 'Choose',
				value: 'choose',
				displayOptions: { show: { operation: ['create', 'update', 'upsert'] } },
			},
			{
				name: 'None',
				value: 'none',
				description: 'For imports and syncs that must not send mails or start processes',
			},
		],
		description:
			'Whether the workflow rules, approvals and blueprints of Zoho CRM run for the written records',
	},
	{
		displayName: 'Automations to Run',
		name: 'chosenAutomations',
		type: 'multiOptions',
		default: ['workflow'],
		displayOptions: {
			show: { operation: ['create', 'update', 'upsert'], automations: ['choose'] },
		},
		options: [
			{ name: 'Approvals', value: 'approval' },
			{ name: 'Blueprints', value: 'blueprint' },
			{ name: 'Orchestrations', value: 'orchestration' },
			{ name: 'Pathfinders', value: 'pathfinder' },
			{ name: 'Workflow Rules', value: 'workflow' },
		],
	},
];

const writes = { show: { '/operation': ['create', 'update', 'upsert'] } };
const creates = { show: { '/operation': ['create', 'upsert'] } };
const upserts = { show: { '/operation': ['upsert'] } };

/** Sorted by name, as n8n shows them. */
const options: INodeProperties[] = [
	{
		displayName: 'Add to Multi-Select Names or IDs',
		name: 'appendTo',
		type: 'multiOptions',
		default: [],
		displayOptions: { show: { '/operation': ['update', 'upsert'] } },
		typeOptions: {
			loadOptionsMethod: 'getMultiSelectFields',
			loadOptionsDependsOn: ['module.value'],
		},
		description:
			'Multi-select fields whose new values are added to those the record has, instead of replacing them. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Allow Emptying Subforms',
		name: 'emptySubforms',
		type: 'boolean',
		default: false,
		displayOptions: writes,
		description: 'Whether an empty list in a subform field may delete all rows of that subform',
	},
	{
		displayName: 'Apply Layout Rules',
		name: 'layoutRules',
		type: 'boolean',
		default: false,
		displayOptions: writes,
		description: "Whether Zoho enforces the layout's rules, which the API otherwise skips",
	},
	{
		displayName: 'Assignment Rule ID',
		name: 'assignmentRule',
		type: 'string',
		default: '',
		displayOptions: creates,
		description: 'The assignment rule that chooses the owner of new records',
	},
	{
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 100,
		description:
			'Records in one call. Every started ten cost a credit, so sizes that are not a multiple of 10 cost more.',
	},
	{
		displayName: 'Check Against Metadata',
		name: 'check',
		type: 'options',
		default: 'cached',
		displayOptions: writes,
		options: [
			{ name: 'Always', value: 'always', description: '1 credit when the fields are not cached' },
			{ name: 'Never', value: 'never' },
			{ name: 'When Cached', value: 'cached', description: 'For no credits' },
		],
		description:
			'Whether rows are checked before sending: unknown fields, dates, lengths, mandatory fields',
	},
	creditDetailOption,
	dryRunOption,
	externalId,
	{
		displayName: 'Fields Zoho Does Not Know',
		name: 'unknownFields',
		type: 'options',
		default: 'refuse',
		displayOptions: writes,
		options: [
			{ name: 'Leave Out', value: 'drop' },
			{
				name: 'Refuse the Row',
				value: 'refuse',
				description: 'With the nearest field name in the message',
			},
		],
		description:
			'Zoho ignores unknown fields without a word. Works where rows are checked against metadata.',
	},
	{
		displayName: 'Include Input',
		name: 'includeInput',
		type: 'boolean',
		default: false,
		description:
			"Whether items on Success also carry the input item's JSON as input. Failed rows always do.",
	},
	{
		displayName: 'Layout ID',
		name: 'layout',
		type: 'string',
		default: '',
		displayOptions: writes,
		description:
			'Fields that are mandatory in this layout are then enforced, and fields outside it ignored',
	},
	maxCreditsOption,
	ownerByEmail,
	{
		displayName: 'Parallel Calls',
		name: 'parallel',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10 },
		default: 2,
		description:
			'Calls at one time. Zoho takes at most 10 of this kind at once from all apps of one client.',
	},
	resolveLookups,
	{
		displayName: 'Rows Without a Key',
		name: 'emptyKey',
		type: 'options',
		default: 'error',
		displayOptions: upserts,
		options: [
			{ name: 'Insert', value: 'insert', description: 'A new record for each, at every run' },
			{ name: 'Refuse', value: 'error' },
			{ name: 'Skip', value: 'skip' },
		],
		description: 'What to do with rows that have no ID and nothing in any field that Zoho checks',
	},
	{
		displayName: 'Same Key Twice',
		name: 'sameKey',
		type: 'options',
		default: 'laterCall',
		displayOptions: { show: { '/operation': ['update', 'upsert'] } },
		options: [
			{ name: 'First Row Wins', value: 'firstWins' },
			{ name: 'Last Row Wins', value: 'lastWins' },
			{ name: 'Refuse Later Rows', value: 'error' },
			{
				name: 'Write Both, One After the Other',
				value: 'laterCall',
				description: 'The later row goes out in a later call and updates the first',
			},
		],
		description:
			'What to do with rows of one input that have the same key. What Zoho does with them in one call is not documented.',
	},
	{
		displayName: 'Skip Cadences',
		name: 'skipCadences',
		type: 'boolean',
		default: false,
		displayOptions: writes,
		description: 'Whether written records stay out of cadences',
	},
	splitText,
];

export const writeOptions: INodeProperties[] = [
	...automations,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	},
];
