import { isObject } from './isObject';
import { shownValue } from './jsonValue';
import { refuse } from './outcome';
import type { NotWritten } from './outcome';
import type { ZohoRecord } from './row';

const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

const textIn = (value: unknown): string | undefined =>
	typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** The module that a record says its polymorphic lookups point at; undefined when it says none. */
export function relatedModule(record: ZohoRecord, field: string): string | undefined {
	const value = record[field];
	const module = isObject(value) && isObject(value.module) ? value.module.api_name : undefined;
	return textIn(module) ?? textIn(record.$se_module);
}

/**
 * Notes, tasks, calls and meetings hang on records of any module, which the record itself has to name. Their checks for
 * Create, which hold without metadata (api/v8/create-notes.html; Kaizen 36 for `$se_module` of activities).
 * @param resolved fields whose names become ids before sending
 */
export function checkActivity(
	module: string,
	record: ZohoRecord,
	resolved: ReadonlySet<string>,
): { record: ZohoRecord } | NotWritten {
	switch (module.toLowerCase()) {
		case 'notes':
			return checkNote(record, resolved);
		case 'tasks':
		case 'calls':
		case 'events':
			return checkRelation(record);
		default:
			return { record };
	}
}

function checkNote(
	record: ZohoRecord,
	resolved: ReadonlySet<string>,
): { record: ZohoRecord } | NotWritten {
	if (isEmpty(record.Note_Content))
		return refuse('MANDATORY_NOT_FOUND', "The note has no text: fill 'Note_Content'", {
			api_name: 'Note_Content',
		});
	const parent = record.Parent_Id;
	if (isEmpty(parent))
		return parentRefusal(
			'NOTE_PARENT_MISSING',
			"The note belongs to no record: give the record's ID in 'Parent_Id' and its module in '$se_module' (such as Leads)",
		);
	const module = relatedModule(record, 'Parent_Id');
	if (module === undefined)
		return parentRefusal(
			'NOTE_MODULE_MISSING',
			'Zoho cannot tell which module \'Parent_Id\' belongs to: add \'$se_module\' with its API name (such as Leads), or give Parent_Id as { "module": { "api_name": "Leads" }, "id": "…" }',
		);
	const given = isObject(parent) ? parent : idOrName(String(parent).trim());
	if (isEmpty(given.id) && !resolved.has('Parent_Id'))
		return parentRefusal(
			'NOTE_PARENT_NOT_AN_ID',
			`'Parent_Id' is ${shownValue(parent)}, which is no record ID. Give the ID, or add Parent_Id to the option 'Resolve Lookups'`,
		);
	return {
		record: {
			...record,
			Parent_Id: { module: { api_name: module }, ...given },
			$se_module: module,
		},
	};
}

const idOrName = (text: string): ZohoRecord =>
	/^\d{15,19}$/.test(text) ? { id: text } : { name: text };

function checkRelation(record: ZohoRecord): { record: ZohoRecord } | NotWritten {
	if (isEmpty(record.What_Id) || relatedModule(record, 'What_Id') !== undefined) return { record };
	return refuse(
		'SE_MODULE_MISSING',
		"Zoho cannot tell which module 'What_Id' belongs to: add '$se_module' with its API name (such as Deals)",
		{ api_name: '$se_module' },
	);
}

const parentRefusal = (code: string, reason: string): NotWritten =>
	refuse(code, reason, { api_name: 'Parent_Id' });
