import type { Automatics } from './automatics';
import type { Org } from './org';
import { joinErrors, recordError, type RecordError } from './recordErrors';
import { automationRunsOf, type RecordEvent } from './recordEvents';
import type { Writer } from './recordCheck';
import type { StoredRecord } from './recordStore';
import { zohoTime } from './recordTime';
import { answer } from './replies';
import type { SimReply } from './route';
import type { ModuleData } from './schema';
import { onceCommitted } from './transaction';

export interface RecordSuccess {
	code: 'SUCCESS';
	duplicate_field?: string | null;
	action?: 'insert' | 'update';
	details: Record<string, unknown>;
	message: string;
	status: 'success';
}

export type WriteResult = RecordSuccess | RecordError;

/** `{ name, id }` of a user, as record answers have it. */
export function userRef(org: Org, id: unknown): { name: string; id: string } | null {
	const user = org.users.find((candidate) => candidate.id === id);
	return user ? { name: user.fullName, id: user.id } : null;
}

export function success(
	writer: Writer,
	record: StoredRecord,
	message: 'record added' | 'record updated',
): RecordSuccess {
	const { org, external } = writer;
	const ownExternal = external.own && { [external.own]: record.values[external.own] };
	return {
		code: 'SUCCESS',
		details: {
			Modified_Time: zohoTime(record.modifiedTime, org.timeZone),
			Modified_By: userRef(org, record.values.Modified_By),
			Created_Time: zohoTime(record.createdTime, org.timeZone),
			id: record.id,
			Created_By: userRef(org, record.values.Created_By),
			...(message === 'record added' && { $approval_state: 'approved' }),
			...ownExternal,
		},
		message,
		status: 'success',
	};
}

export function refused(org: Org, errors: RecordError[]): RecordError {
	return joinErrors(org, errors);
}

export function alreadyModified(jsonPath: string): RecordError {
	return recordError(
		'ALREADY_MODIFIED',
		'Record updated time has already passed if-unmodified-since time',
		{ api_name: 'Modified_Time', json_path: jsonPath },
	);
}

/** HTTP status by outcome (facts §3.5): all written, some, none; 412 when the time condition stopped all. */
function statusOf(org: Org, results: WriteResult[], whenWritten: number): number {
	if (org.switches.recordWriteStatus === 'always200') return 200;
	const written = results.filter((result) => result.status === 'success').length;
	if (written === results.length) return whenWritten;
	if (written > 0) return 207;
	return results.every((result) => result.code === 'ALREADY_MODIFIED') ? 412 : 400;
}

/** The answer to a write: one element per record, in the order of the request. */
export function writeReply(org: Org, results: WriteResult[], whenWritten: number): SimReply {
	return answer({ data: results }, statusOf(org, results, whenWritten));
}

export function logAutomations(
	writer: Writer,
	module: ModuleData,
	record: StoredRecord,
	operation: RecordEvent['operation'],
	automatics: Automatics,
): void {
	const run = {
		module: module.schema.apiName,
		id: record.id,
		operation,
		...automatics,
		time: writer.now,
	};
	onceCommitted(() => automationRunsOf(writer.org).push(run));
}
