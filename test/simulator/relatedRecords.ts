import { isReply } from './moduleAccess';
import { linksOf } from './recordLinks';
import { invalidPath, pageOfRelated, subjectOf, type Subject } from './recordPath';
import { recordsWith, type StoredRecord } from './recordStore';
import { singleRecord } from './recordView';
import { answer } from './replies';
import type { SimCall, SimReply } from './route';
import { wrongUrl } from './router';
import { moduleNamed, type ModuleData, type RelatedListSchema } from './schema';

/** A related list of one record. */
export interface RelatedList extends Subject {
	list: RelatedListSchema;
	/** The module of the records in the list. */
	target: ModuleData;
}

/** The list that `/{module}/{id}/{related}` names, whatever the case. */
export function relatedList(call: SimCall, params: Record<string, string>): RelatedList | SimReply {
	if (params.related === 'actions') return wrongUrl();
	const subject = subjectOf(call, params);
	if (isReply(subject)) return subject;
	const wanted = params.related.toLowerCase();
	const list = subject.module.schema.relatedLists.find(
		({ apiName }) => apiName.toLowerCase() === wanted,
	);
	const target = list && moduleNamed(call.org.modules, list.module);
	if (!target) return invalidPath('the relation name given seems to be invalid', 2);
	return { ...subject, list, target };
}

/** Records whose lookup points here, or those that were linked. */
function recordsIn(call: SimCall, { record, list, target }: RelatedList): StoredRecord[] {
	if (list.lookup !== null) return recordsWith(target.store, list.lookup, record.id);
	const ids = [...linksOf(call.org, record.id, list).keys()];
	return ids.flatMap((id) => target.store.records.get(id) ?? []);
}

const linkFields = (call: SimCall, { record, list }: RelatedList, id: string) =>
	linksOf(call.org, record.id, list).get(id) ?? {};

/** `GET /{module}/{id}/{related}`; what a link holds stands among the fields of its record. */
export function relatedRecords(call: SimCall, params: Record<string, string>): SimReply {
	const related = relatedList(call, params);
	if (isReply(related)) return related;
	const more = ({ id }: StoredRecord) => linkFields(call, related, id);
	return pageOfRelated(call, related.target, recordsIn(call, related), more);
}

/** `GET /{module}/{id}/{related}/{other}`. */
export function relatedRecord(call: SimCall, params: Record<string, string>): SimReply {
	const related = relatedList(call, params);
	if (isReply(related)) return related;
	const record = recordsIn(call, related).find(({ id }) => id === params.other);
	if (!record) return invalidPath('the related id given seems to be invalid', 3);
	const shown = singleRecord(call.org, related.target, record, undefined);
	return answer({ data: [{ ...shown, ...linkFields(call, related, record.id) }] });
}
