import { isReply } from './moduleAccess';
import { isObject } from './recordBody';
import { invalidPath } from './recordPath';
import { mandatoryMissing, recordError, wrongType } from './recordErrors';
import { keepLink, linksOf } from './recordLinks';
import { writeCallOf } from './recordRequest';
import { relatedList, type RelatedList } from './relatedRecords';
import { refuse } from './replies';
import { rowRefusal } from './rowRefusal';
import type { SimCall, SimReply } from './route';
import { writeReply, type WriteResult } from './writeResults';

type Params = Record<string, string>;
/** A list that a lookup makes is changed by that lookup, not here: Zoho's pages list n:m relations only. */
function linkable(call: SimCall, params: Params): RelatedList | SimReply {
	const related = relatedList(call, params);
	if (isReply(related) || related.list.lookup === null) return related;
	return invalidPath('the relation name given seems to be invalid', 2);
}

const done = (id: string, message: string): WriteResult => ({
	...{ code: 'SUCCESS', details: { id }, message, status: 'success' },
});

const strangeId = (details: Record<string, unknown>) =>
	recordError('INVALID_DATA', 'the related id given seems to be invalid', details);

function link(call: SimCall, related: RelatedList, raw: unknown, path: string): WriteResult {
	if (!isObject(raw)) return wrongType('data', path, 'jsonobject');
	const { id, ...fields } = raw;
	if (id === undefined) return mandatoryMissing('id', `${path}.id`);
	if (!related.target.store.records.has(String(id))) {
		return strangeId({ api_name: 'id', json_path: `${path}.id` });
	}
	const links = linksOf(call.org, related.record.id, related.list);
	const before = links.get(String(id));
	keepLink(links, String(id), { ...before, ...fields });
	return done(String(id), before ? 'relation updated' : 'relation added');
}

/**
 * `PUT /{module}/{id}/{related}` with ids in `data`, or `…/{other}` with one: links what is not linked yet
 * (https://www.zoho.com/crm/developer/docs/api/v8/update-related-records.html).
 */
export function linkRelated(call: SimCall, params: Params): SimReply {
	const related = linkable(call, params);
	if (isReply(related)) return related;
	const write = writeCallOf(call, related.target);
	if (isReply(write)) return write;
	const id = params.other === undefined ? {} : { id: params.other };
	const results = write.records.map(
		(raw, index) =>
			rowRefusal(call, index) ??
			link(call, related, isObject(raw) ? { ...raw, ...id } : raw, `$.data[${index}]`),
	);
	return writeReply(call.org, results, 200);
}

/** `DELETE /{module}/{id}/{related}?ids=` or `…/{other}` (v8 delink page). */
export function delinkRelated(call: SimCall, params: Params): SimReply {
	const related = linkable(call, params);
	if (isReply(related)) return related;
	const ids = (params.other ?? call.query.get('ids') ?? '').split(',').filter(Boolean);
	if (ids.length === 0) {
		const message = 'One of the expected parameter is missing';
		return refuse(400, 'REQUIRED_PARAM_MISSING', message, { param_name: 'ids' });
	}
	const links = linksOf(call.org, related.record.id, related.list);
	const results = ids.map((id, index): WriteResult => {
		const refusal = rowRefusal(call, index);
		if (refusal) return refusal;
		if (!links.has(id)) return strangeId({ id });
		keepLink(links, id, undefined);
		return done(id, 'relation removed');
	});
	return writeReply(call.org, results, 200);
}
