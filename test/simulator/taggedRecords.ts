import { isReply, recordModule } from './moduleAccess';
import { bodyOf, isObject, refuseBody, refuseInput, type Body } from './recordBody';
import { recordError } from './recordErrors';
import { subjectOf } from './recordPath';
import type { StoredRecord } from './recordStore';
import { tagsNamed } from './recordTags';
import { answer, refuse } from './replies';
import { rowRefusal } from './rowRefusal';
import type { SimCall, SimReply } from './route';
import type { ModuleData } from './schema';
import { tagsOf, wear } from './tagStore';
import { writeReply, type WriteResult } from './writeResults';

/** https://www.zoho.com/crm/developer/docs/api/v8/add-tags.html: ids of one call, tags of one record. */
const MOST_IDS = 500;
const MOST_TAGS = 10;

type Action = 'add' | 'remove';
type Tags = StoredRecord['tags'];

/** Tags by id, which goes before the name, or by name; before v3 in parameters (v2 add-tags page). */
function tagsIn(call: SimCall, module: ModuleData, body: Body, action: Action): Tags | SimReply {
	const given =
		call.version < 3
			? call.query
					.get('tag_names')
					?.split(',')
					.map((name) => ({ name: name.trim() }))
			: body.tags;
	if (!Array.isArray(given) || given.length === 0) {
		const details = { api_name: 'tags', json_path: '$.tags' };
		return refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', details);
	}
	const known = [...tagsOf(call.org, module).values()];
	const tags: Tags = [];
	for (const [index, raw] of given.entries()) {
		const { id, name } = isObject(raw) ? raw : {};
		const tag = known.find((one) => (id === undefined ? one.name === name : one.id === id));
		if (tag) tags.push({ id: tag.id, name: tag.name });
		else if (id !== undefined) return refuseInput('id', `$.tags[${index}].id`);
		else if (typeof name !== 'string') return refuseInput('name', `$.tags[${index}].name`);
		else if (action === 'add') tags.push(...tagsNamed(call.org, module, [name]));
	}
	return tags;
}

function tagged(record: StoredRecord, tags: Tags, action: Action, overwrite: boolean): WriteResult {
	const ids = tags.map(({ id }) => id);
	const others = record.tags.filter(({ id }) => !ids.includes(id));
	const wanted = action === 'remove' ? others : [...(overwrite ? [] : others), ...tags];
	if (wanted.length > MOST_TAGS) {
		return recordError('LIMIT_EXCEEDED', 'tag limit exceeded', { limit: MOST_TAGS });
	}
	wear(record, wanted);
	const details = { id: record.id, tags: wanted.map(({ name }) => name) };
	return { code: 'SUCCESS', details, message: 'tags updated successfully', status: 'success' };
}

const overwrites = (call: SimCall, body: Body) =>
	body.over_write === true || call.query.get('over_write') === 'true';

/** `POST /{module}/{id}/actions/add_tags` and `…/remove_tags`. */
export function tagRecord(call: SimCall, params: Record<string, string>, action: Action): SimReply {
	const subject = subjectOf(call, params);
	if (isReply(subject)) return subject;
	const body = bodyOf(call) ?? (call.version < 3 ? {} : undefined);
	if (!body) return refuseBody();
	const tags = tagsIn(call, subject.module, body, action);
	if (isReply(tags)) return tags;
	const overwrite = overwrites(call, body);
	const result = rowRefusal(call, 0) ?? tagged(subject.record, tags, action, overwrite);
	return writeReply(call.org, [result], 200);
}

/** Ids in the body, in parameters before v3. */
export function taggedIds(call: SimCall): unknown[] {
	const { ids } = bodyOf(call) ?? {};
	if (Array.isArray(ids)) return ids;
	return call.query.get('ids')?.split(',') ?? [];
}

/** `POST /{module}/actions/add_tags` and `…/remove_tags` with `{ tags, ids, over_write }`: up to 500 records. */
export function tagRecords(call: SimCall, apiName: string, action: Action): SimReply {
	const module = recordModule(call, apiName);
	if (isReply(module)) return module;
	const ids = taggedIds(call);
	if (ids.length === 0) return refuseInput('ids', '$.ids', { expected_data_type: 'jsonarray' });
	if (ids.length > MOST_IDS) return refuseInput('ids', '$.ids', { maximum_length: MOST_IDS });
	const body = bodyOf(call) ?? {};
	const tags = tagsIn(call, module, body, action);
	if (isReply(tags)) return tags;
	const results = ids.map((id, index): WriteResult => {
		const record = module.store.records.get(String(id).trim());
		if (!record) return recordError('INVALID_DATA', 'the id given seems to be invalid', { id });
		const overwrite = overwrites(call, body);
		return rowRefusal(call, index) ?? tagged(record, tags, action, overwrite);
	});
	const { status, body: told } = writeReply(call.org, results, 200);
	const succeeded = results.filter((result) => result.status === 'success').length;
	const counts = { wf_scheduler: null, success_count: String(succeeded), locked_count: 0 };
	return answer({ ...(told as Body), ...counts }, status);
}
