import { uniqueFields } from './duplicates';
import { noExternalIds } from './externalIds';
import { isReply, recordModule } from './moduleAccess';
import { perOrg } from './org';
import { checkRecord, type RecordInput, type Writer } from './recordCheck';
import { recordError } from './recordErrors';
import { automations } from './recordEvents';
import { orderedRecords } from './recordOrder';
import { bodyOf, recordsIn, refuseBody, refuseInput } from './recordBody';
import { asInput } from './recordRequest';
import { updateRecord } from './recordWrite';
import { rowRefusal } from './rowRefusal';
import { answer, refuse } from './replies';
import type { SimCall, SimReply } from './route';
import { fieldOf, type FieldSchema, type ModuleData } from './schema';
import { logAutomations, refused, success, writeReply, type WriteResult } from './writeResults';

interface MassUpdate {
	module: ModuleData;
	writer: Writer;
	input: RecordInput;
}

interface MassJob {
	total: number;
	updated: number;
}

const jobsOf = perOrg(() => new Map<string, MassJob>());

const allAutomations = { ran: automations, applied: [], skipped: [], assignmentRule: null };

/** Fields whose metadata say `mass_update: false`: unique, read-only, subforms and long texts. */
export function massUpdatable(module: ModuleData, field: FieldSchema): boolean {
	if (field.readOnly || field.type === 'subform' || field.type === 'textarea') return false;
	return !uniqueFields(module.schema).includes(field);
}

/** Without `over_write` values of a multi-select are added to those there (Kaizen 57, v8 mass-update page). */
function inputOf(
	body: Record<string, unknown>,
	module: ModuleData,
): { input: RecordInput } | SimReply {
	const given = Array.isArray(body.data) ? asInput(body.data[0]) : undefined;
	const names = Object.keys(given ?? {}).filter((name) => fieldOf(module.schema, name));
	if (!given || names.length === 0) {
		return refuse(400, 'INVALID_DATA', 'Specify Atleast one field', {
			api_name: 'data',
			json_path: '$.data[0]',
		});
	}
	const barred = names.find((name) => !massUpdatable(module, fieldOf(module.schema, name)!));
	if (barred) return refuseInput(barred, `$.data[0].${barred}`);
	const append = Object.fromEntries(names.map((name) => [name, body.over_write !== true]));
	return { input: { ...given, $append_values: append } };
}

function updateOne({ module, writer, input }: MassUpdate, id: string): WriteResult {
	const record = module.store.records.get(id);
	if (!record) return recordError('INVALID_DATA', 'the id given seems to be invalid', { id });
	const checked = checkRecord(writer, module, input, record, '$.data[0]');
	if (checked.errors.length > 0) return refused(writer.org, checked.errors);
	updateRecord(writer, module, record, checked);
	logAutomations(writer, module, record, 'update', allAutomations);
	return success(writer, record, 'record updated');
}

function updateIds(call: SimCall, update: MassUpdate, ids: unknown): SimReply {
	if (!Array.isArray(ids) || ids.length === 0) {
		return refuseInput('ids', '$.ids', { expected_data_type: 'jsonarray' });
	}
	if (ids.length > 500) {
		const details = { api_name: 'ids', json_path: '$.ids', limit: 500 };
		return refuse(400, 'LIMIT_EXCEEDED', 'Record count exceeded', details);
	}
	const results = ids.map((id, index) => rowRefusal(call, index) ?? updateOne(update, String(id)));
	return writeReply(update.writer.org, results, 200);
}

/** By custom view: a job, done at once here, asked for by `GET …/actions/mass_update?job_id=`. At most 50,000 records. */
function updateView(update: MassUpdate, viewId: string): SimReply {
	const { org } = update.writer;
	const view = update.module.schema.customViews.find(({ id }) => id === viewId);
	if (!view) return refuseInput('cvid', '$.cvid');
	const order = { sortBy: 'id', sortOrder: 'asc' } as const;
	const records = orderedRecords(org, update.module, order, view).slice(0, 50_000);
	const results = records.map((record) => updateOne(update, record.id));
	const jobId = org.newId();
	const updated = results.filter((result) => result.status === 'success').length;
	jobsOf(org).set(jobId, { total: results.length, updated });
	const message = 'mass update scheduled successfully';
	return answer({
		data: [{ status: 'success', message, details: { job_id: jobId }, code: 'SUCCESS' }],
	});
}

/** `POST /{module}/actions/mass_update` by https://zoho.com/crm/developer/docs/api/v8/mass-update-records.html. */
export function massUpdateRecords(call: SimCall, apiName: string): SimReply {
	const module = recordModule(call, apiName);
	if (isReply(module)) return module;
	if (!module.schema.massUpdateSupported) {
		const details = { resource_path_index: 0 };
		return refuse(400, 'NOT_SUPPORTED', 'module not supported for mass update', details);
	}
	const body = bodyOf(call);
	if (!body) return refuseBody();
	const records = recordsIn(call, body);
	if (!Array.isArray(records)) return records;
	const wanted = inputOf(body, module);
	if (isReply(wanted)) return wanted;
	const { org, user, now, version } = call;
	const update: MassUpdate = {
		module,
		input: wanted.input,
		writer: { org, user, now, version, external: noExternalIds },
	};
	if (typeof body.cvid === 'string' && body.ids === undefined) return updateView(update, body.cvid);
	return updateIds(call, update, body.ids);
}

export function massUpdateStatus(call: SimCall, apiName: string): SimReply {
	const module = recordModule(call, apiName);
	if (isReply(module)) return module;
	const job = jobsOf(call.org).get(call.query.get('job_id') ?? '');
	if (!job) {
		return refuse(400, 'INVALID_DATA', 'the id given seems to be invalid', {
			param_name: 'job_id',
		});
	}
	const counts = {
		Total_Count: job.total,
		Updated_Count: job.updated,
		Not_Updated_Count: 0,
		Failed_Count: job.total - job.updated,
	};
	return answer({ data: [{ Status: 'COMPLETED', ...counts }] });
}
