import { externalIdsFrom } from './externalIds';
import { isReply } from './moduleAccess';
import { automations, type Automation } from './recordEvents';
import type { RecordInput, Writer } from './recordCheck';
import { refuse } from './replies';
import type { SimCall, SimReply } from './route';
import type { ModuleData } from './schema';

/** How the automations of a write are asked for. */
export interface Automatics {
	ran: Automation[];
	applied: string[];
	skipped: string[];
	assignmentRule: string | null;
}

type Body = Record<string, unknown>;

function isObject(value: unknown): value is Body {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function refuseInput(
	apiName: string,
	jsonPath: string,
	details: Record<string, unknown> = {},
): SimReply {
	return refuse(400, 'INVALID_DATA', 'invalid data', {
		...details,
		api_name: apiName,
		json_path: jsonPath,
	});
}

/** The body as an object; anything else is refused by `refuseBody`. */
export function bodyOf(call: SimCall): Body | undefined {
	return isObject(call.body) ? call.body : undefined;
}

export function refuseBody(): SimReply {
	return refuse(400, 'INVALID_DATA', 'body', { expected_data_type: 'jsonobject' });
}

/** The records of a write: 1 to 100. Elements that are no objects are answered one by one. */
export function recordsIn(call: SimCall, body: Body): unknown[] | SimReply {
	const { data } = body;
	if (data === undefined) {
		return refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', {
			api_name: 'data',
			json_path: '$.data',
		});
	}
	if (!Array.isArray(data)) {
		return refuseInput('data', '$.data', { expected_data_type: 'jsonarray' });
	}
	if (data.length === 0) return refuseInput('data', '$.data', { minimum_length: 1 });
	if (data.length > 100) {
		const details = { maximum_length: 100, api_name: 'data', json_path: '$.data' };
		return refuse(400, call.org.switches.tooManyRecordsCode, 'invalid data', details);
	}
	return data;
}

export function asInput(raw: unknown): RecordInput | undefined {
	return isObject(raw) ? raw : undefined;
}

function triggersIn(body: Body): Automation[] | SimReply {
	const { trigger } = body;
	if (trigger === undefined) return automations;
	if (!Array.isArray(trigger)) {
		return refuseInput('trigger', '$.trigger', { expected_data_type: 'jsonarray' });
	}
	const unknown = trigger.findIndex((name) => !automations.includes(name));
	if (unknown < 0) return trigger;
	return refuseInput('trigger', `$.trigger[${unknown}]`, { supported_values: automations });
}

function featuresIn(body: Body, key: string, known: string[]): string[] | SimReply {
	const given = body[key];
	if (given === undefined) return [];
	if (!Array.isArray(given)) {
		return refuseInput(key, `$.${key}`, { expected_data_type: 'jsonarray' });
	}
	const names: string[] = [];
	for (const [index, feature] of given.entries()) {
		const name = isObject(feature) ? feature.name : undefined;
		const path = `$.${key}[${index}].name`;
		if (name === undefined) {
			const details = { api_name: 'name', json_path: path };
			return refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', details);
		}
		if (typeof name !== 'string' || !known.includes(name)) {
			return refuseInput('name', path, { supported_values: known });
		}
		names.push(name);
	}
	return names;
}

/** `trigger` (left out: all run, `[]`: none), `apply_feature_execution`, `skip_feature_execution`, `lar_id` (facts §3.2). */
export function automaticsIn(body: Body): Automatics | SimReply {
	const ran = triggersIn(body);
	if (!Array.isArray(ran)) return ran;
	const applied = featuresIn(body, 'apply_feature_execution', [
		'layout_rules',
		'range_validation',
		'assignment_rules',
		'function_validation_rule',
		'criteria_validation_rule',
		'global_map_dependency',
		'territory_subordinates',
	]);
	if (!Array.isArray(applied)) return applied;
	const skipped = featuresIn(body, 'skip_feature_execution', ['cadences']);
	if (!Array.isArray(skipped)) return skipped;
	const { lar_id: rule } = body;
	if (rule !== undefined && !/^\d+$/.test(String(rule))) return refuseInput('lar_id', '$.lar_id');
	return { ran, applied, skipped, assignmentRule: rule === undefined ? null : String(rule) };
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
