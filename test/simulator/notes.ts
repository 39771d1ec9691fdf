import { alsoNeeds, isReply, moduleScopes } from './moduleAccess';
import { bodyOf, isObject } from './recordBody';
import { deleteRecordAt, deleteRecords } from './recordDelete';
import { insertRecords } from './recordInsert';
import { invalidPath, pageOfRelated, subjectOf, type Subject } from './recordPath';
import { getRecord } from './recordRead';
import { recordsWith } from './recordStore';
import { updateRecordAt, updateRecords } from './recordUpdate';
import type { SimCall, SimReply } from './route';
import type { ModuleData } from './schema';

type Params = Record<string, string>;
type Operation = 'READ' | 'CREATE' | 'UPDATE' | 'DELETE';

const NOTES = 'Notes';
const notesIn = (call: SimCall): ModuleData => call.org.modules.get(NOTES)!;

/** Notes of a record need the scope of the notes besides the module's own (v8 create-notes page, "(and)"). */
function notedRecord(call: SimCall, params: Params, operation: Operation): Subject | SimReply {
	const operations = operation === 'READ' ? (['READ'] as const) : ([operation, 'WRITE'] as const);
	const refusal = alsoNeeds(call, moduleScopes(call, NOTES, [...operations]));
	return refusal ?? subjectOf(call, params);
}

const isNoteOf = (call: SimCall, { record }: Subject, id: unknown): boolean =>
	notesIn(call).store.records.get(String(id))?.values.Parent_Id === record.id;

const strangeNote = () => invalidPath('the related id given seems to be invalid', 3);

/** `GET /{module}/{id}/Notes` by https://www.zoho.com/crm/developer/docs/api/v8/get-notes.html. */
export function notesOf(call: SimCall, params: Params): SimReply {
	const subject = notedRecord(call, params, 'READ');
	if (isReply(subject)) return subject;
	const notes = recordsWith(notesIn(call).store, 'Parent_Id', subject.record.id);
	return pageOfRelated(call, notesIn(call), notes);
}

/** The call on the module Notes that stands for one on the notes of a record: the path says whose they are. */
function withParent(call: SimCall, { module, record }: Subject): SimCall {
	const body = bodyOf(call);
	if (!body || !Array.isArray(body.data)) return call;
	const parent = { Parent_Id: { id: record.id, module: { api_name: module.schema.apiName } } };
	const data = body.data.map((note: unknown) => (isObject(note) ? { ...note, ...parent } : note));
	return { ...call, body: { ...body, data } };
}

/** `POST /{module}/{id}/Notes`: up to 100, each answered as records are (v8 create-notes page). */
export function createNotes(call: SimCall, params: Params): SimReply {
	const subject = notedRecord(call, params, 'CREATE');
	return isReply(subject) ? subject : insertRecords(withParent(call, subject), NOTES);
}

/** `PUT /{module}/{id}/Notes` (v8 update-notes page). */
export function updateNotes(call: SimCall, params: Params): SimReply {
	const subject = notedRecord(call, params, 'UPDATE');
	if (isReply(subject)) return subject;
	const given: unknown = bodyOf(call)?.data;
	const ids = Array.isArray(given) ? given.map((note) => (isObject(note) ? note.id : note)) : [];
	if (!ids.every((id) => isNoteOf(call, subject, id))) return strangeNote();
	return updateRecords(withParent(call, subject), NOTES);
}

/** `DELETE /{module}/{id}/Notes?ids=` (v8 delete-notes page). */
export function deleteNotes(call: SimCall, params: Params): SimReply {
	const subject = notedRecord(call, params, 'DELETE');
	if (isReply(subject)) return subject;
	const ids = call.query.get('ids')?.split(',') ?? [];
	return ids.every((id) => isNoteOf(call, subject, id.trim()))
		? deleteRecords(call, NOTES)
		: strangeNote();
}

/** One note in the path: `/{module}/{id}/Notes/{note}`. */
export function oneNote(
	call: SimCall,
	params: Params,
	operation: 'READ' | 'UPDATE' | 'DELETE',
): SimReply {
	const subject = notedRecord(call, params, operation);
	if (isReply(subject)) return subject;
	if (!isNoteOf(call, subject, params.note)) return strangeNote();
	if (operation === 'READ') return getRecord(call, NOTES, params.note);
	if (operation === 'DELETE') return deleteRecordAt(call, NOTES, params.note);
	return updateRecordAt(withParent(call, subject), NOTES, params.note);
}
