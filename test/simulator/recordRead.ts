import { recordByExternalId } from './externalIds';
import { isReply, recordModule } from './moduleAccess';
import { pageOf } from './paging';
import { writerOf } from './recordRequest';
import type { StoredRecord } from './recordStore';
import { orderedRecords, type RecordOrder, type SortField } from './recordOrder';
import { headerTime } from './recordTime';
import { everyField, listedRecord, singleRecord } from './recordView';
import { answer, noContent, notModified, refuse } from './replies';
import type { SimCall, SimReply } from './route';
import type { CustomViewSchema, ModuleData } from './schema';

/** Names in `fields`: at most 50; undefined where none are given. */
export function fieldsParam(call: SimCall): string[] | undefined | SimReply {
	const given = call.query.get('fields');
	if (!given) return undefined;
	const fields = given.split(',').map((name) => name.trim());
	if (fields.length <= 50) return fields;
	const details = { param_name: 'fields', limit: 50 };
	return refuse(400, 'LIMIT_EXCEEDED', 'Fields limit exceeded', details);
}

function demandsFields(call: SimCall): boolean {
	const { fieldsMandatoryFromVersion, fieldsMandatoryWithIds } = call.org.switches;
	if (call.version < fieldsMandatoryFromVersion) return false;
	return fieldsMandatoryWithIds || !call.query.has('ids');
}

function ambiguity(...names: string[]): SimReply {
	const details = { ambiguity_due_to: names.map((name) => ({ param_name: name })) };
	const message = `You cannot use both ${names.join(' and ')}`;
	return refuse(400, 'AMBIGUITY_DURING_PROCESSING', message, details);
}

function refuseParameter(name: string, details: Record<string, unknown> = {}): SimReply {
	return refuse(400, 'INVALID_DATA', 'invalid data', { param_name: name, ...details });
}

const sortFields: SortField[] = ['id', 'Created_Time', 'Modified_Time'];

function orderOf(call: SimCall): RecordOrder | SimReply {
	const sortBy = call.query.get('sort_by') ?? 'id';
	const sortOrder = call.query.get('sort_order') ?? 'desc';
	const field = sortFields.find((name) => name === sortBy);
	if (!field) return refuseParameter('sort_by', { supported_values: sortFields });
	if (sortOrder !== 'asc' && sortOrder !== 'desc') {
		return refuseParameter('sort_order', { supported_values: ['asc', 'desc'] });
	}
	return { sortBy: field, sortOrder };
}

export function viewParam(
	call: SimCall,
	module: ModuleData,
): CustomViewSchema | undefined | SimReply {
	const id = call.query.get('cvid');
	if (id === null) return undefined;
	const view = module.schema.customViews.find((candidate) => candidate.id === id);
	if (view) return view;
	return refuse(400, 'INVALID_DATA', 'Customview not accessible', { param_name: 'cvid' });
}

/** `If-Modified-Since` in milliseconds; undefined without the header or when it is no time. */
export function modifiedSince(call: SimCall): number | undefined {
	const header = call.headers.get('If-Modified-Since');
	return header === null ? undefined : headerTime(header);
}

export function isNewer(call: SimCall, time: number, since: number): boolean {
	return call.org.switches.modifiedSinceIncludesSameSecond ? time >= since : time > since;
}

function chosen(
	call: SimCall,
	module: ModuleData,
	list: StoredRecord[],
): StoredRecord[] | SimReply {
	const given = call.query.get('ids');
	if (given === null) return list;
	const ids = given.split(',').map((id) => id.trim());
	if (ids.length > 100) {
		return refuse(400, 'LIMIT_EXCEEDED', 'Record count exceeded', {
			param_name: 'ids',
			limit: 100,
		});
	}
	const wanted = new Set(ids.filter((id) => module.store.records.has(id)));
	return wanted.size === 0 ? [] : list.filter((record) => wanted.has(record.id));
}

/** Parameters that exclude or need one another; all are refused before anything is read. */
function parameterFault(call: SimCall): SimReply | undefined {
	const has = (name: string) => call.query.has(name);
	if (has('cvid') && has('sort_by')) return ambiguity('cvid', 'sort_by');
	if (has('page') && has('page_token')) return ambiguity('page', 'page_token');
	if (call.query.get('fields') || !demandsFields(call)) return undefined;
	const message = 'One of the expected parameter is missing';
	return refuse(400, 'REQUIRED_PARAM_MISSING', message, { param_name: 'fields' });
}

/** `GET /{module}` by https://www.zoho.com/crm/developer/docs/api/v7/get-records.html. */
export function getRecords(call: SimCall, apiName: string): SimReply {
	const module = recordModule(call, apiName);
	if (isReply(module)) return module;
	const fault = parameterFault(call);
	if (fault) return fault;
	const fields = fieldsParam(call);
	if (fields && !Array.isArray(fields)) return fields;
	const order = orderOf(call);
	if ('accepted' in order) return order;
	const view = viewParam(call, module);
	if (view && 'accepted' in view) return view;
	const list = chosen(call, module, orderedRecords(call.org, module, order, view));
	if (!Array.isArray(list)) return list;
	const since = modifiedSince(call);
	const fresh =
		since === undefined ? list : list.filter((record) => isNewer(call, record.modifiedTime, since));
	if (since !== undefined && fresh.length === 0) return notModified();
	const page = pageOf(call, fresh, order);
	if ('accepted' in page) return page;
	if (page.records.length === 0) return noContent();
	const names = fields ?? everyField(module);
	const data = page.records.map((record) => listedRecord(call.org, module, record, names));
	return answer({ data, info: page.info });
}

/** `GET /{module}/{id}`, or by an External ID field under X-EXTERNAL. */
export function getRecord(call: SimCall, apiName: string, id: string): SimReply {
	const module = recordModule(call, apiName);
	if (isReply(module)) return module;
	const fields = fieldsParam(call);
	if (fields && !Array.isArray(fields)) return fields;
	const reader = writerOf(call, module);
	if (isReply(reader)) return reader;
	const { own } = reader.external;
	if (own === null && !/^\d+$/.test(id)) {
		const details = { resource_path_index: 1 };
		return refuse(400, 'INVALID_DATA', 'the id given seems to be invalid', details);
	}
	const record = own === null ? module.store.records.get(id) : recordByExternalId(module, own, id);
	if (!record) return unknownRecord(call);
	const since = modifiedSince(call);
	if (since !== undefined && !isNewer(call, record.modifiedTime, since)) return notModified();
	return answer({ data: [singleRecord(call.org, module, record, fields)] });
}

function unknownRecord(call: SimCall): SimReply {
	if (call.org.switches.unknownRecordRead === 'noContent') return noContent();
	const details = { resource_path_index: 1 };
	return refuse(400, 'INVALID_DATA', 'the id given seems to be invalid', details);
}
