import { blueprintOf, transitionsFrom, type Blueprint, type Transition } from './blueprints';
import { noExternalIds } from './externalIds';
import { fieldView } from './fieldView';
import { isReply, moduleScopes } from './moduleAccess';
import { bodyOf, isObject, refuseBody, refuseInput } from './recordBody';
import { checkRecord, type Writer } from './recordCheck';
import { mandatoryMissing, type RecordError } from './recordErrors';
import { automations } from './recordEvents';
import { subjectOf, type Subject } from './recordPath';
import type { StoredRecord } from './recordStore';
import { updateRecord } from './recordWrite';
import { answer, refuse } from './replies';
import type { Route, SimCall, SimReply } from './route';
import { logAutomations } from './writeResults';

type Params = Record<string, string>;

interface InProcess extends Subject {
	blueprint: Blueprint;
	open: Transition[];
}

function recordInProcess(call: SimCall, params: Params): InProcess | SimReply {
	const subject = subjectOf(call, params);
	if (isReply(subject)) return subject;
	const found = blueprintOf(call.org, subject.module, subject.record);
	return found
		? { ...subject, ...found }
		: refuse(400, 'RECORD_NOT_IN_PROCESS', 'record not in process');
}

function transitionView(call: SimCall, process: InProcess, transition: Transition) {
	const { module, record, blueprint } = process;
	const { id, name, to, fields } = transition;
	return {
		...{ id, name, type: 'manual', next_field_value: to },
		...{ criteria_matched: true, criteria_message: null, execution_time: null },
		...{ percent_partial_save: 0, parent_transition: null },
		next_transitions: transitionsFrom(blueprint, to).map((next) => ({
			...{ id: next.id, name: next.name, type: 'manual', criteria_matched: null },
		})),
		data: Object.fromEntries(
			fields.map(({ apiName }) => [apiName, record.values[apiName] ?? null]),
		),
		fields: fields.map((field, index) => ({
			...fieldView(call.org, module, field),
			...{ mandatory: true, transition_sequence: index + 1 },
		})),
	};
}

/** `GET /{module}/{id}/actions/blueprint` by https://www.zoho.com/crm/developer/docs/api/v8/blueprint-details.html. */
export function getBlueprint(call: SimCall, params: Params): SimReply {
	const process = recordInProcess(call, params);
	if (isReply(process)) return process;
	const { blueprint, record, open } = process;
	const { id, apiName, label } = blueprint.field;
	return answer({
		blueprint: {
			process_info: {
				...{ field_id: id, api_name: apiName, field_label: label, field_name: label },
				...{ id: blueprint.id, name: blueprint.name, column_name: apiName.toUpperCase() },
				...{ is_continuous: false, continuous: false, escalation: null },
				field_value: record.values[apiName] ?? null,
			},
			transitions: open.map((transition) => transitionView(call, process, transition)),
		},
	});
}

const PATH = '$.blueprint[0]';

/** What a transition demands and neither the call nor the record has. */
function missingField(
	{ fields }: Transition,
	given: Record<string, unknown>,
	{ values }: StoredRecord,
): RecordError | undefined {
	const missing = fields.find(({ apiName }) => (given[apiName] ?? values[apiName] ?? '') === '');
	return missing && mandatoryMissing(missing.apiName, `${PATH}.data.${missing.apiName}`);
}

function refusedFor({ code, message, details }: RecordError): SimReply {
	return refuse(400, code, message, details);
}

function move(
	call: SimCall,
	process: InProcess,
	transition: Transition,
	data: Record<string, unknown>,
) {
	const { module, record, blueprint } = process;
	const { org, user, now, version } = call;
	const writer: Writer = { org, user, now, version, external: noExternalIds };
	const { [blueprint.field.apiName]: _, ...others } = data;
	const checked = checkRecord(writer, module, others, record, `${PATH}.data`);
	if (checked.errors.length > 0) return refusedFor(checked.errors[0]);
	checked.values[blueprint.field.apiName] = transition.to;
	updateRecord(writer, module, record, checked);
	const all = { ran: automations, applied: [], skipped: [], assignmentRule: null };
	logAutomations(writer, module, record, 'update', all);
	const message = 'transition updated successfully';
	return answer({ code: 'SUCCESS', details: {}, message, status: 'success' });
}

/** `PUT /{module}/{id}/actions/blueprint` with `{ blueprint: [{ transition_id, data }] }` (v8 update-blueprint page). */
export function updateBlueprint(call: SimCall, params: Params): SimReply {
	const process = recordInProcess(call, params);
	if (isReply(process)) return process;
	const body = bodyOf(call);
	if (!body) return refuseBody();
	const [given] = Array.isArray(body.blueprint) ? (body.blueprint as unknown[]) : [];
	if (!isObject(given)) return refuseInput('blueprint', '$.blueprint');
	const { transition_id: id, data = {} } = given;
	if (id === undefined)
		return refusedFor(mandatoryMissing('transition_id', `${PATH}.transition_id`));
	if (!isObject(data)) return refuseInput('data', `${PATH}.data`);
	const transition = process.open.find((one) => one.id === id);
	if (!transition) return refuseInput('transition_id', `${PATH}.transition_id`);
	const missing = missingField(transition, data, process.record);
	return missing ? refusedFor(missing) : move(call, process, transition, data);
}

const place = { tree: 'crm', path: ':module/:id/actions/blueprint', price: () => 1 } as const;

/** Blueprint: one credit a call, the row "all other APIs" (facts §1.4). */
export const blueprintRoutes: Route[] = [
	{
		...{ ...place, method: 'GET', name: 'records.blueprint', handle: getBlueprint },
		scopes: (call) => moduleScopes(call, call.path[0], ['READ']),
	},
	{
		...{ ...place, method: 'PUT', name: 'records.moveInBlueprint', handle: updateBlueprint },
		scopes: (call) => moduleScopes(call, call.path[0], ['UPDATE', 'WRITE']),
	},
];
