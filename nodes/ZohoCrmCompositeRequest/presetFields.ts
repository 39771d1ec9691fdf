import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { METADATA_KINDS } from '../shared/core/metadataKinds';
import type { PresetName } from '../shared/core/compositePresets';
import { moduleField } from '../shared/ui/moduleField';

type Show = NonNullable<IDisplayOptions['show']>;

/** Sorted by name, as n8n shows them. */
const presets: Array<{ name: string; value: PresetName; description?: string }> = [
	{ name: 'Add Tags', value: 'addTags' },
	{ name: 'Convert Lead', value: 'convertLead' },
	{ name: 'Count Records', value: 'count' },
	{ name: 'Create Note', value: 'createNote' },
	{
		name: 'Create or Update Record',
		value: 'upsertRecord',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
	},
	{ name: 'Create Record', value: 'createRecord' },
	{ name: 'Create Task', value: 'createTask' },
	{
		name: 'Custom Request',
		value: 'custom',
		description: 'Any path that Zoho takes in a composite',
	},
	{ name: 'Delete Record', value: 'deleteRecord' },
	{ name: 'Get Blueprint', value: 'getBlueprint' },
	{ name: 'Get Many Records', value: 'listRecords', description: 'At most 25 in a composite' },
	{ name: 'Get Metadata', value: 'metadata' },
	{ name: 'Get Notes', value: 'listNotes' },
	{ name: 'Get Organization', value: 'organization' },
	{ name: 'Get Record', value: 'getRecord' },
	{ name: 'Get Related Records', value: 'listRelated' },
	{ name: 'Link Related Record', value: 'linkRelated' },
	{ name: 'Query (COQL)', value: 'coql', description: 'At most 25 rows in a composite' },
	{ name: 'Remove Tags', value: 'removeTags' },
	{ name: 'Search Records', value: 'search', description: 'At most 25 in a composite' },
	{ name: 'Update Blueprint', value: 'updateBlueprint' },
	{ name: 'Update Record', value: 'updateRecord' },
];

const ofRecord: PresetName[] = [
	'addTags',
	'createNote',
	'deleteRecord',
	'getBlueprint',
	'getRecord',
	'linkRelated',
	'listNotes',
	'listRelated',
	'removeTags',
	'updateBlueprint',
	'updateRecord',
];

const ofModule: PresetName[] = [
	...ofRecord,
	'count',
	'createRecord',
	'createTask',
	'listRecords',
	'metadata',
	'search',
	'upsertRecord',
];

const searching: PresetName[] = ['count', 'search'];

type Field = INodeProperties & {
	for: PresetName[];
	/** Its hint among others of a composite; a request of *Send Many* can use no other's answer. */
	inComposite?: string;
};

const REFERENCE_HINT = 'A part of an earlier answer: @{name:$.data[0].details.id}';

const text = (name: string, displayName: string, for_: PresetName[], more = {}): Field => ({
	displayName,
	name,
	type: 'string',
	default: '',
	for: for_,
	...more,
});

const json = (name: string, displayName: string, for_: PresetName[], more = {}): Field => ({
	displayName,
	name,
	type: 'json',
	default: '{}',
	for: for_,
	...more,
});

const targetFields: Field[] = [
	{ ...moduleField, for: ofModule },
	text('recordId', 'Record ID', [...ofRecord, 'convertLead'], {
		required: true,
		description: 'The ID as text: 18 or 19 digits do not fit a number',
		inComposite: REFERENCE_HINT,
	}),
	text('recordId', 'Belongs to Record ID', ['createTask'], {
		description: 'The record of the module that the task is for',
		inComposite: REFERENCE_HINT,
	}),
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'options',
		default: 'fields',
		for: ['metadata'],
		options: Object.entries(METADATA_KINDS)
			.map(([value, { label }]) => ({ name: label, value }))
			.sort((a, b) => a.name.localeCompare(b.name)),
		description: 'The node Cached Metadata keeps the answers; asked again they cost nothing there',
	},
	text('relatedList', 'Related List', ['linkRelated', 'listRelated'], {
		required: true,
		placeholder: 'e.g. Contacts',
		description: 'API name of the related list',
	}),
	text('relatedId', 'Related Record ID', ['linkRelated'], {
		required: true,
		inComposite: REFERENCE_HINT,
	}),
];

const searchFields: Field[] = [
	{
		displayName: 'Search By',
		name: 'searchBy',
		type: 'options',
		default: 'criteria',
		for: searching,
		options: [
			{ name: 'Criteria', value: 'criteria' },
			{ name: 'Email', value: 'email' },
			{ name: 'Phone', value: 'phone' },
			{ name: 'Word', value: 'word' },
		],
	},
	text('searchFor', 'Search For', searching, {
		placeholder: 'e.g. (Last_Name:equals:Adler)',
		description: 'A count without it counts all records',
	}),
	text('query', 'Query', ['coql'], {
		typeOptions: { rows: 3 },
		placeholder: "e.g. select Last_Name, Email from Leads where City = 'Graz'",
		description: 'A LIMIT of 25 is added when there is none',
	}),
	text('fields', 'Fields', ['getRecord', 'listNotes', 'listRecords', 'listRelated', 'search'], {
		placeholder: 'e.g. Last_Name,Email',
		description: 'API names between commas. Get Many Records and Get Related Records need them.',
	}),
];

const writeFields: Field[] = [
	json('record', 'Record', ['createRecord', 'updateRecord', 'upsertRecord'], {
		description: 'Keys are API names of Zoho fields',
		hint: 'E.g. { "Last_Name": "Frey", "Email": "frey@example.com" }',
		inComposite: 'E.g. { "Account_Name": { "id": "@{account:$.data[0].details.id}" } }',
	}),
	json('record', 'Fields of the Link', ['linkRelated'], {
		description: 'What the link itself holds, such as Contact_Role; empty where it holds nothing',
	}),
	json('record', 'Fields of the Transition', ['updateBlueprint'], {
		description: 'Keys are API names of the fields that the transition asks for',
	}),
	text('matchingFields', 'Matching Fields', ['upsertRecord'], {
		placeholder: 'e.g. Email',
		description: "API names between commas. Empty: the module's own duplicate field.",
	}),
	text('noteTitle', 'Note Title', ['createNote']),
	text('noteContent', 'Note', ['createNote'], { typeOptions: { rows: 3 } }),
	text('subject', 'Subject', ['createTask'], { required: true }),
	text('dueDate', 'Due Date', ['createTask'], { placeholder: 'e.g. 2026-03-31' }),
	json('record', 'More Fields of the Task', ['createTask']),
	text('tags', 'Tags', ['addTags', 'removeTags'], {
		placeholder: 'e.g. hot,fair 2026',
		description: 'Names between commas',
	}),
	json('conversion', 'Conversion', ['convertLead'], {
		description: 'What Zoho is to do, such as Deals with the fields of a new deal',
	}),
	text('transitionId', 'Transition ID', ['updateBlueprint'], {
		required: true,
		description: 'From Get Blueprint',
	}),
];

const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((name) => ({ name, value: name }));

export const methodField: INodeProperties = {
	displayName: 'Method',
	name: 'method',
	type: 'options',
	default: 'GET',
	options: METHODS,
};

export const pathField: INodeProperties = {
	displayName: 'Path',
	name: 'path',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Leads/123/actions/blueprint',
	description: 'Below /crm/v8/, or from /crm/ on with another version. Without host.',
};

const customFields: Field[] = [
	{ ...methodField, for: ['custom'] },
	{ ...pathField, for: ['custom'] },
	json('params', 'Parameters', ['custom'], { description: 'The query string as JSON' }),
	json('headers', 'Headers', ['custom']),
	json('body', 'Body', ['custom']),
];

const all = [...targetFields, ...searchFields, ...writeFields, ...customFields];

/** Names of everything a form may hold. */
export const FORM_FIELDS: readonly string[] = [...new Set(all.map(({ name }) => name))];

/** The form of one sub-request. `show` says where it stands; empty inside a collection. */
export function presetFields(show: Show): INodeProperties[] {
	const alone = Object.keys(show).length > 0;
	const where = alone ? { displayOptions: { show } } : {};
	const request: INodeProperties = {
		displayName: 'Request',
		name: 'preset',
		type: 'options',
		noDataExpression: true,
		default: 'getRecord',
		...where,
		options: presets,
	};
	const fields = all.map(({ for: presetNames, inComposite, ...field }) => ({
		...field,
		...(inComposite && !alone ? { hint: inComposite } : {}),
		displayOptions: { show: { ...show, preset: presetNames } },
	}));
	return [request, ...fields];
}

/** A request among others of a composite. */
export const requestFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. account',
		description:
			'By which other requests refer to this one, and its items are told apart. Letters, digits and underscores.',
	},
	...presetFields({}),
];
