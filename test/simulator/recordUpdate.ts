import { uniqueClashes } from './duplicates';
import { recordByExternalId } from './externalIds';
import { isReply, recordModule } from './moduleAccess';
import { checkRecord, type RecordInput } from './recordCheck';
import { mandatoryMissing, recordError, unknownId, wrongType } from './recordErrors';
import { asInput, writeCallOf, type WriteCall } from './recordRequest';
import type { StoredRecord } from './recordStore';
import { headerTime } from './recordTime';
import { updateRecord } from './recordWrite';
import { rowRefusal } from './rowRefusal';
import type { SimCall, SimReply } from './route';
import type { ModuleData } from './schema';
import {
	alreadyModified,
	logAutomations,
	refused,
	success,
	writeReply,
	type WriteResult,
} from './writeResults';

interface Update {
	module: ModuleData;
	write: WriteCall;
	/** `If-Unmodified-Since`; records changed later are refused. */
	unmodifiedSince: number | undefined;
}

function updateFound(
	update: Update,
	input: RecordInput,
	record: StoredRecord,
	index: number,
): WriteResult {
	const { module, write, unmodifiedSince } = update;
	const { writer } = write;
	const path = `$.data[${index}]`;
	if (unmodifiedSince !== undefined && record.modifiedTime > unmodifiedSince) {
		return alreadyModified(path);
	}
	const checked = checkRecord(writer, module, input, record, path);
	const clashes = uniqueClashes(writer, module, checked.values, record, path);
	const errors = [...checked.errors, ...clashes];
	if (errors.length > 0) return refused(writer.org, errors);
	updateRecord(writer, module, record, checked);
	logAutomations(writer, module, record, 'update', write.automatics);
	return success(writer, record, 'record updated');
}

function badExternal(apiName: string, jsonPath: string) {
	return recordError('INVALID_DATA', 'The value of the external field is invalid.', {
		api_name: apiName,
		json_path: jsonPath,
	});
}

function updateOne(update: Update, raw: unknown, index: number): WriteResult {
	const { module, write } = update;
	const path = `$.data[${index}]`;
	const input = asInput(raw);
	if (!input) return wrongType('data', path, 'jsonobject');
	const { own } = write.writer.external;
	if (own !== null && input.id === undefined) {
		const record = recordByExternalId(module, own, input[own]);
		if (!record) return badExternal(own, `${path}.${own}`);
		return updateFound(update, input, record, index);
	}
	if (input.id === undefined || input.id === null) return mandatoryMissing('id', `${path}.id`);
	const record = module.store.records.get(String(input.id));
	return record ? updateFound(update, input, record, index) : unknownId(`${path}.id`);
}

/** The record a path names: by id, or by an External ID field under X-EXTERNAL. */
function pathRecord(update: Update, id: string): StoredRecord | undefined {
	const { own } = update.write.writer.external;
	if (own !== null) return recordByExternalId(update.module, own, id);
	return update.module.store.records.get(id);
}

function updateNamed(update: Update, id: string): WriteResult {
	const { own } = update.write.writer.external;
	const input = asInput(update.write.records[0]);
	if (!input) return wrongType('data', '$.data[0]', 'jsonobject');
	const record = pathRecord(update, id);
	if (!record) {
		const message =
			own === null
				? 'the id given seems to be invalid'
				: 'The value of the external field is invalid.';
		return recordError('INVALID_DATA', message, { resource_path_index: 1 });
	}
	if (own !== null && own in input) {
		const details = { api_name: own, json_path: `$.data[0].${own}` };
		const message = 'cannot update the external field using its own value';
		return recordError('NOT_ALLOWED', message, details);
	}
	return updateFound(update, input, record, 0);
}

function updateOf(call: SimCall, apiName: string): Update | SimReply {
	const module = recordModule(call, apiName);
	if (isReply(module)) return module;
	const write = writeCallOf(call, module);
	if (isReply(write)) return write;
	const header = call.headers.get('If-Unmodified-Since');
	return {
		module,
		write,
		unmodifiedSince: header === null ? undefined : headerTime(header),
	};
}

/** `PUT /{module}`: each record by its id, or by its External ID field under X-EXTERNAL. */
export function updateRecords(call: SimCall, apiName: string): SimReply {
	const update = updateOf(call, apiName);
	if (isReply(update)) return update;
	const results = update.write.records.map(
		(raw, index) => rowRefusal(call, index) ?? updateOne(update, raw, index),
	);
	return writeReply(call.org, results, 200);
}

/** `PUT /{module}/{id}`: the first record of `data`. */
export function updateRecordAt(call: SimCall, apiName: string, id: string): SimReply {
	const update = updateOf(call, apiName);
	if (isReply(update)) return update;
	return writeReply(call.org, [rowRefusal(call, 0) ?? updateNamed(update, id)], 200);
}
