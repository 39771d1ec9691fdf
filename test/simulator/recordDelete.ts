import { recordByExternalId } from './externalIds';
import { isReply, recordModule } from './moduleAccess';
import type { Writer } from './recordCheck';
import { recordError } from './recordErrors';
import { writerOf } from './recordRequest';
import type { StoredRecord } from './recordStore';
import { deleteRecord } from './recordWrite';
import { refuse } from './replies';
import { rowRefusal } from './rowRefusal';
import type { SimCall, SimReply } from './route';
import type { ModuleData } from './schema';
import { logAutomations, writeReply, type WriteResult } from './writeResults';

function erase(
	call: SimCall,
	writer: Writer,
	module: ModuleData,
	record: StoredRecord,
): WriteResult {
	deleteRecord(writer, module, record);
	if (call.query.get('wf_trigger') !== 'false') {
		const workflows = {
			ran: ['workflow' as const],
			applied: [],
			skipped: [],
			assignmentRule: null,
		};
		logAutomations(writer, module, record, 'delete', workflows);
	}
	return {
		code: 'SUCCESS',
		details: { id: record.id },
		message: 'record deleted',
		status: 'success',
	};
}

/** The values of `ids`: record ids, or values of the External ID field the header names. */
function idsIn(call: SimCall, external: boolean): string[] | SimReply {
	const given = call.query.get('ids');
	if (!given) {
		return refuse(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
			param_name: 'ids',
		});
	}
	const ids = given.split(',').map((id) => id.trim());
	if (ids.length > 100) {
		const details = { param_name: 'ids', limit: 100 };
		return refuse(400, 'LIMIT_EXCEEDED', 'Record count exceeded', details);
	}
	if (!external && !ids.every((id) => /^\d+$/.test(id))) {
		const message = 'either the request body or parameters is in wrong format';
		return refuse(400, 'UNABLE_TO_PARSE_DATA_TYPE', message, { param_name: 'ids' });
	}
	return ids;
}

/**
 * `DELETE /{module}?ids=`: up to 100, each answered; workflows run unless `wf_trigger=false` (v7 delete page). Under
 * X-EXTERNAL the ids are values of that field (https://www.zoho.com/crm/developer/docs/api/v8/delete-records-ext.html).
 */
export function deleteRecords(call: SimCall, apiName: string): SimReply {
	const module = recordModule(call, apiName);
	if (isReply(module)) return module;
	const writer = writerOf(call, module);
	if (isReply(writer)) return writer;
	const ids = idsIn(call, writer.external.own !== null);
	if (!Array.isArray(ids)) return ids;
	const results = ids.map((id, index): WriteResult => {
		const refusal = rowRefusal(call, index);
		if (refusal) return refusal;
		const record = recordAt(writer, module, id);
		if (!record) return recordError('INVALID_DATA', 'record not deleted', { id });
		return erase(call, writer, module, record);
	});
	return writeReply(call.org, results, 200);
}

function recordAt(
	{ external: { own } }: Writer,
	module: ModuleData,
	id: string,
): StoredRecord | undefined {
	return own === null ? module.store.records.get(id) : recordByExternalId(module, own, id);
}

/** `DELETE /{module}/{id}`, or by an External ID field under X-EXTERNAL. */
export function deleteRecordAt(call: SimCall, apiName: string, id: string): SimReply {
	const module = recordModule(call, apiName);
	if (isReply(module)) return module;
	const writer = writerOf(call, module);
	if (isReply(writer)) return writer;
	const record = recordAt(writer, module, id);
	const result: WriteResult = record
		? (rowRefusal(call, 0) ?? erase(call, writer, module, record))
		: recordError('INVALID_DATA', 'record not deleted', { resource_path_index: 1 });
	return writeReply(call.org, [result], 200);
}
