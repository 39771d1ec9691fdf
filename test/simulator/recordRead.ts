import { withConverted } from './convertedLeads';
import { recordByExternalId } from './externalIds';
import { isReply, recordModule } from './moduleAccess';
import { pageOf } from './paging';
import {
	fieldsParam,
	isNewer,
	modifiedSince,
	orderOf,
	parameterFault,
	viewParam,
} from './readParameters';
import { orderedRecords } from './recordOrder';
import { writerOf } from './recordRequest';
import type { StoredRecord } from './recordStore';
import { everyField, listedRecord, singleRecord } from './recordView';
import { answer, noContent, notModified, refuse } from './replies';
import type { SimCall, SimReply } from './route';
import type { ModuleData } from './schema';

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
	const records = withConverted(call, orderedRecords(call.org, module, order, view));
	const list = chosen(call, module, records);
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
