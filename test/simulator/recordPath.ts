import { isReply, recordModule } from './moduleAccess';
import { fieldsParam, isNewer, modifiedSince, parameterFault } from './readParameters';
import { pageOf } from './paging';
import { listedRecord } from './recordView';
import type { StoredRecord } from './recordStore';
import { answer, noContent, notModified, refuse } from './replies';
import type { SimCall, SimReply } from './route';
import { wrongUrl } from './router';
import type { ModuleData } from './schema';

/** The record that `/{module}/{id}/…` names. */
export interface Subject {
	module: ModuleData;
	record: StoredRecord;
}

/** First segments that are no modules, though a path of three or four segments fits them. */
const otherAreas = /^(__.*|actions|settings|org|users|coql|files)$/;

/** 400 for an id that nothing has, told by its place in the path. */
export function invalidPath(message: string, index: number): SimReply {
	return refuse(400, 'INVALID_DATA', message, { resource_path_index: index });
}

/** The record a path is about; what is no path of a record is 404. */
export function subjectOf(call: SimCall, params: Record<string, string>): Subject | SimReply {
	if (otherAreas.test(params.module) || params.id === 'actions') return wrongUrl();
	const module = recordModule(call, params.module);
	if (isReply(module)) return module;
	const record = module.store.records.get(params.id);
	return record ? { module, record } : invalidPath('the id given seems to be invalid', 1);
}

const newestFirst = { sortBy: 'id', sortOrder: 'desc' } as const;

/**
 * A page of records that belong to another one: `fields` is mandatory, `If-Modified-Since` is taken
 * (https://www.zoho.com/crm/developer/docs/api/v8/get-related-records.html).
 * @param more what stands beside the fields of each record
 */
export function pageOfRelated(
	call: SimCall,
	module: ModuleData,
	records: StoredRecord[],
	more: (record: StoredRecord) => Record<string, unknown> = () => ({}),
): SimReply {
	const fault = parameterFault(call);
	if (fault) return fault;
	const fields = fieldsParam(call) ?? module.schema.fields.map(({ apiName }) => apiName);
	if (!Array.isArray(fields)) return fields;
	const since = modifiedSince(call);
	const list = records
		.filter((record) => since === undefined || isNewer(call, record.modifiedTime, since))
		.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
	if (since !== undefined && list.length === 0) return notModified();
	const page = pageOf(call, list, newestFirst);
	if (isReply(page)) return page;
	if (page.records.length === 0) return noContent();
	const data = page.records.map((record) => ({
		...listedRecord(call.org, module, record, fields),
		...more(record),
	}));
	return answer({ data, info: page.info });
}
