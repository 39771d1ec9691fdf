import { automaticsIn, type Automatics } from './automatics';
import { externalIdsFrom } from './externalIds';
import { isReply } from './moduleAccess';
import { bodyOf, isObject, recordsIn, refuseBody, type Body } from './recordBody';
import type { RecordInput, Writer } from './recordCheck';
import { refuse } from './replies';
import type { SimCall, SimReply } from './route';
import type { ModuleData } from './schema';

export function asInput(raw: unknown): RecordInput | undefined {
	return isObject(raw) ? raw : undefined;
}

/** The author of a call's writes, with what its X-EXTERNAL header says. */
export function writerOf(call: SimCall, module: ModuleData): Writer | SimReply {
	const header = call.headers.get('X-EXTERNAL');
	const external = externalIdsFrom(header, module, call.org.modules);
	if (!external) {
		const details = { External: header };
		return refuse(400, 'INVALID_DATA', 'The value of the external field is invalid.', details);
	}
	return { org: call.org, user: call.user, now: call.now, version: call.version, external };
}

export interface WriteCall {
	records: unknown[];
	body: Body;
	automatics: Automatics;
	writer: Writer;
}

/** Reads all of a write that is checked before any record is. */
export function writeCallOf(call: SimCall, module: ModuleData): WriteCall | SimReply {
	const body = bodyOf(call);
	if (!body) return refuseBody();
	const records = recordsIn(call, body);
	if (!Array.isArray(records)) return records;
	const automatics = automaticsIn(body);
	if (isReply(automatics)) return automatics;
	const writer = writerOf(call, module);
	if (isReply(writer)) return writer;
	return { records, body, automatics, writer };
}

/** One credit per ten records begun, at most ten a call (facts §1.4). */
export function writePrice(call: SimCall): number {
	return Math.min(10, Math.max(1, Math.ceil(recordCount(call) / 10)));
}

/** Writes of more than ten records take a place of the sub-concurrency (facts §2). */
export function isHeavyWrite(call: SimCall): boolean {
	return recordCount(call) > 10;
}

function recordCount(call: SimCall): number {
	const data = bodyOf(call)?.data;
	return Array.isArray(data) ? data.length : 0;
}
