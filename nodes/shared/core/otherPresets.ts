import { ROWS_PER_SUBREQUEST, wireAddress } from './compositeRequest';
import type { MetadataKindName } from './metadataKinds';
import { addressOf, METADATA_KINDS } from './metadataKinds';
import { namesIn } from './namesIn';
import type { PresetValues } from './presetValues';
import { FormMistake, needed, objectIn, optional } from './presetValues';
import type { Preset } from './recordPresets';
import { fieldsOf, params, recordUri } from './recordPresets';

const action = (values: PresetValues, name: string): string =>
	`${recordUri(values)}/actions/${name}`;

const tags = (values: PresetValues) => {
	const names = namesIn(values.tags);
	if (names.length === 0) throw new FormMistake('Tags', 'is empty');
	return { tags: names.map((name) => ({ name })) };
};

function metadata(values: PresetValues): { path: string; query: Record<string, string> } {
	const kind = needed(values, 'metadata', 'Metadata') as MetadataKindName;
	const { perModule } = METADATA_KINDS[kind];
	const module = perModule ? needed(values, 'module', 'Module') : undefined;
	const { path, query } = addressOf({ kind, module });
	// Users are cut at 25 rows here, unlike the rest of the metadata.
	return kind === 'users'
		? { path, query: { ...query, per_page: String(ROWS_PER_SUBREQUEST) } }
		: { path, query };
}

/** A task's own keys for what it belongs to: contacts stand in Who_Id, all others in What_Id with their module. */
function belonging(values: PresetValues): Record<string, unknown> {
	const id = optional(values, 'recordId');
	if (id === '') return {};
	const module = needed(values, 'module', 'Module');
	return module === 'Contacts' ? { Who_Id: { id } } : { What_Id: { id }, $se_module: module };
}

/** A day without the time that n8n's date picker gives with it. */
function dueDate(values: PresetValues): Record<string, string> {
	const day = optional(values, 'dueDate').replace(/^(\d{4}-\d{2}-\d{2})T.*$/, '$1');
	return day === '' ? {} : { Due_Date: day };
}

const NOTE_FIELDS = 'Note_Title,Note_Content,Owner,Created_Time,Modified_Time';

/** Pages of https://www.zoho.com/crm/developer/docs/api/v8/: create-notes, add-tags, convert-lead, update-blueprint … */
export const otherPresets = {
	metadata: (values) => {
		const { path, query } = metadata(values);
		return { method: 'GET', uri: `/crm/v8/${path}`, ...params(query) };
	},
	organization: () => ({ method: 'GET', uri: '/crm/v8/org' }),
	createNote: (values) => ({
		method: 'POST',
		uri: `${recordUri(values)}/Notes`,
		body: {
			data: [
				{
					...(optional(values, 'noteTitle') ? { Note_Title: optional(values, 'noteTitle') } : {}),
					Note_Content: needed(values, 'noteContent', 'Note'),
				},
			],
		},
	}),
	listNotes: (values) => ({
		method: 'GET',
		uri: `${recordUri(values)}/Notes`,
		params: { ...fieldsOf(values, NOTE_FIELDS), per_page: ROWS_PER_SUBREQUEST },
	}),
	createTask: (values) => ({
		method: 'POST',
		uri: '/crm/v8/Tasks',
		body: {
			data: [
				{
					Subject: needed(values, 'subject', 'Subject'),
					...dueDate(values),
					...belonging(values),
					...objectIn(values, 'record', 'Record'),
				},
			],
		},
	}),
	addTags: (values) => ({ method: 'POST', uri: action(values, 'add_tags'), body: tags(values) }),
	removeTags: (values) => ({
		method: 'POST',
		uri: action(values, 'remove_tags'),
		body: tags(values),
	}),
	convertLead: (values) => ({
		method: 'POST',
		uri: action({ ...values, module: 'Leads' }, 'convert'),
		body: { data: [objectIn(values, 'conversion', 'Conversion') ?? {}] },
	}),
	getBlueprint: (values) => ({ method: 'GET', uri: action(values, 'blueprint') }),
	updateBlueprint: (values) => ({
		method: 'PUT',
		uri: action(values, 'blueprint'),
		body: {
			blueprint: [
				{
					transition_id: needed(values, 'transitionId', 'Transition ID'),
					data: objectIn(values, 'record', 'Record') ?? {},
				},
			],
		},
	}),
	custom: (values) => {
		const headers = objectIn(values, 'headers', 'Headers');
		const body = objectIn(values, 'body', 'Body');
		return {
			method: needed(values, 'method', 'Method'),
			...wireAddress(needed(values, 'path', 'Path'), objectIn(values, 'params', 'Parameters')),
			...(headers ? { headers } : {}),
			...(body ? { body } : {}),
		};
	},
} as const satisfies Record<string, Preset>;
