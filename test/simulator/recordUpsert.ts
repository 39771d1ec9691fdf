import type { Automatics } from './automatics';
import { checkedFields, findMatch, mayBeChecked, uniqueClashes } from './duplicates';
import { isReply, recordModule } from './moduleAccess';
import { checkRecord, type RecordInput, type Writer } from './recordCheck';
import { unknownId, wrongType } from './recordErrors';
import { refuseInput } from './recordBody';
import { asInput, writeCallOf } from './recordRequest';
import type { StoredRecord } from './recordStore';
import { insertRecord, updateRecord } from './recordWrite';
import { rowRefusal } from './rowRefusal';
import { refuse } from './replies';
import type { SimCall, SimReply } from './route';
import type { FieldSchema, ModuleData } from './schema';
import {
	alreadyModified,
	logAutomations,
	refused,
	success,
	writeReply,
	type WriteResult,
} from './writeResults';
import { headerTime } from './recordTime';

interface Upsert {
	module: ModuleData;
	writer: Writer;
	automatics: Automatics;
	fields: FieldSchema[];
	unmodifiedSince: number | undefined;
	/** Records inserted by this call that later ones must not match. */
	hidden: Set<string>;
}

function target(
	upsert: Upsert,
	input: RecordInput,
): { record: StoredRecord; field: string | null } | 'unknown' | undefined {
	const { module, writer, fields, hidden } = upsert;
	if (input.id === undefined || input.id === null) {
		return findMatch(writer.org, module, fields, input, hidden);
	}
	const record = module.store.records.get(String(input.id));
	return record ? { record, field: null } : 'unknown';
}

/** One record: by its id, else by the checked fields; no match inserts. */
function upsertOne(upsert: Upsert, raw: unknown, index: number): WriteResult {
	const { module, writer, automatics } = upsert;
	const path = `$.data[${index}]`;
	const input = asInput(raw);
	if (!input) return wrongType('data', path, 'jsonobject');
	const match = target(upsert, input);
	if (match === 'unknown') return unknownId(`${path}.id`);
	const checked = checkRecord(writer, module, input, match?.record, path);
	const errors = [
		...checked.errors,
		...uniqueClashes(writer, module, checked.values, match?.record, path),
	];
	if (errors.length > 0) return refused(writer.org, errors);
	if (!match) {
		const record = insertRecord(writer, module, checked);
		if (writer.org.switches.sameKeyInOneCall === 'bothInserted') upsert.hidden.add(record.id);
		logAutomations(writer, module, record, 'insert', automatics);
		return { ...success(writer, record, 'record added'), duplicate_field: null, action: 'insert' };
	}
	if (upsert.unmodifiedSince !== undefined && match.record.modifiedTime > upsert.unmodifiedSince) {
		return alreadyModified(path);
	}
	const record = updateRecord(writer, module, match.record, checked);
	logAutomations(writer, module, record, 'update', automatics);
	return {
		...success(writer, record, 'record updated'),
		duplicate_field: match.field,
		action: 'update',
	};
}

function listedFields(body: Record<string, unknown>, module: ModuleData) {
	const listed = body.duplicate_check_fields;
	if (listed === undefined || listed === null) return { listed: undefined };
	const path = '$.duplicate_check_fields';
	if (!Array.isArray(listed)) {
		const details = { expected_data_type: 'jsonarray' };
		return { refusal: refuseInput('duplicate_check_fields', path, details) };
	}
	// What Zoho answers to any other field is not documented; facts §3.3.
	if (!listed.every((name) => typeof name === 'string' && mayBeChecked(module.schema, name))) {
		return { refusal: refuseInput('duplicate_check_fields', path) };
	}
	return { listed };
}

/**
 * `POST /{module}/upsert` by https://www.zoho.com/crm/developer/docs/api/v7/upsert-records.html. Modules that are not on its list
 * are refused whole.
 */
export function upsertRecords(call: SimCall, apiName: string): SimReply {
	const module = recordModule(call, apiName);
	if (isReply(module)) return module;
	if (!module.schema.upsertSupported) {
		const details = { resource_path_index: 0 };
		return refuse(400, 'NOT_SUPPORTED', 'module not supported for upsert', details);
	}
	const write = writeCallOf(call, module);
	if (isReply(write)) return write;
	const { listed, refusal } = listedFields(write.body, module);
	if (refusal) return refusal;
	const header = call.headers.get('If-Unmodified-Since');
	const upsert: Upsert = {
		module,
		writer: write.writer,
		automatics: write.automatics,
		fields: checkedFields(module.schema, listed),
		unmodifiedSince: header === null ? undefined : headerTime(header),
		hidden: new Set(),
	};
	const results = write.records.map(
		(raw, index) => rowRefusal(call, index) ?? upsertOne(upsert, raw, index),
	);
	return writeReply(call.org, results, 200);
}
