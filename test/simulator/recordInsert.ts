import { uniqueClashes } from './duplicates';
import { isReply, recordModule } from './moduleAccess';
import { checkRecord } from './recordCheck';
import { wrongType } from './recordErrors';
import { asInput, writeCallOf, type WriteCall } from './recordRequest';
import { insertRecord } from './recordWrite';
import { rowRefusal } from './rowRefusal';
import type { SimCall, SimReply } from './route';
import type { ModuleData } from './schema';
import { logAutomations, refused, success, writeReply, type WriteResult } from './writeResults';

function insertOne(write: WriteCall, module: ModuleData, raw: unknown, index: number): WriteResult {
	const { writer, automatics } = write;
	const path = `$.data[${index}]`;
	const input = asInput(raw);
	if (!input) return wrongType('data', path, 'jsonobject');
	const checked = checkRecord(writer, module, input, undefined, path);
	const clashes = uniqueClashes(writer, module, checked.values, undefined, path);
	const errors = [...checked.errors, ...clashes];
	if (errors.length > 0) return refused(writer.org, errors);
	const record = insertRecord(writer, module, checked);
	logAutomations(writer, module, record, 'insert', automatics);
	return success(writer, record, 'record added');
}

/** `POST /{module}`: 201; a unique value in use is refused with the holder's id (v8 insert page). */
export function insertRecords(call: SimCall, apiName: string): SimReply {
	const module = recordModule(call, apiName);
	if (isReply(module)) return module;
	const write = writeCallOf(call, module);
	if (isReply(write)) return write;
	const results = write.records.map(
		(raw, index) => rowRefusal(call, index) ?? insertOne(write, module, raw, index),
	);
	return writeReply(call.org, results, 201);
}
