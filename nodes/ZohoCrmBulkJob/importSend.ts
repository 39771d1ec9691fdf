import { createHash } from 'crypto';

import { batchRecord } from '../shared/core/bulkRow';
import type { StartedJob } from '../shared/core/bulkJob';
import type { ImportPlan, PlannedFile } from '../shared/core/importPlan';
import { isObject } from '../shared/core/isObject';
import { lostJob } from '../shared/core/bulkLost';
import type { NotWritten } from '../shared/core/outcome';
import type { RunPlan } from '../shared/core/report';
import type { WriteCall } from '../shared/core/writePlan';
import { planWrites } from '../shared/core/writePlan';
import type { BatchJob, BatchResult } from '../shared/zoho/batchWrite';
import { batchWrite } from '../shared/zoho/batchWrite';
import { createBulkWrite } from '../shared/zoho/bulkWrite';
import { notSentFor } from '../shared/zoho/notSent';
import type { Session } from '../shared/zoho/session';
import { afterwards } from '../shared/zoho/spending';
import { passOn, ZohoStop } from '../shared/zoho/stop';
import { uploadFile } from '../shared/zoho/uploadFile';
import type { ImportMetadata } from './importMetadata';
import type { ImportParameters } from './importParameters';
import type { Waiting } from './waiting';
import { callbackUrl } from './waiting';

/** What a run has come to. Rows have an outcome, or are in a job, or were not sent. */
export interface ImportRun {
	result: BatchResult;
	jobs: StartedJob[];
	/** By row: its job. */
	inJob: Map<number, string>;
	/** Of a Dry Run. */
	planned?: RunPlan;
}

/** Everything sending goes by. */
export interface Sending {
	parameters: ImportParameters;
	metadata: ImportMetadata;
	waiting: Waiting;
	plan: ImportPlan;
	/** Stands for this run of this node: a worker that dies and begins anew finds the jobs it created. */
	runKey: string;
}

/** Longer than a killed execution takes to be begun again. */
const RUN_KEPT_MS = 24 * 60 * 60 * 1000;

/** The calls for the rows that go out by batch; rows with the same key one after the other, as in a file. */
export function batchCalls({
	plan,
	parameters,
	metadata,
}: Pick<Sending, 'plan' | 'parameters' | 'metadata'>): WriteCall[] {
	const { write } = parameters;
	const rows = plan.batch.map(({ index, record }) => ({
		index,
		record: { ...batchRecord(record, metadata.fields), ...layoutOf(parameters) },
	}));
	const { calls } = planWrites(rows, {
		keyFields: keyFieldsOf(parameters),
		keepApart: write !== 'insert',
		sameKey: 'laterCall',
		emptyKey: 'insert',
		batchSize: 100,
	});
	return calls;
}

/** What an upsert finds records by; Zoho itself looks at an ID first. */
const keyFieldsOf = ({ write, findBy }: ImportParameters): string[] =>
	write === 'upsert' && findBy !== null && findBy !== 'id' ? [findBy] : [];

const layoutOf = ({ options: { layout } }: ImportParameters) =>
	layout ? { Layout: { id: layout } } : {};

/** Zoho's automations are off: the pages of bulk write know no way to run any for a job. */
function batchJobOf(parameters: ImportParameters): BatchJob {
	const keyFields = keyFieldsOf(parameters);
	return {
		operation: parameters.write,
		module: parameters.module,
		extras: {
			...(keyFields.length > 0 ? { duplicate_check_fields: keyFields } : {}),
			trigger: [],
		},
		values: {},
		keyFields,
		parallel: 2,
	};
}

/**
 * Uploads all files, writes the rows of the batch, then creates all jobs back to back: the callback of a job must find
 * the execution asleep, so nothing comes behind (n8n answers an earlier one 409 and forgets it).
 * @throws ZohoStop when nothing further can succeed; jobs created until then stay in `run`
 */
export async function sendImport(
	session: Session,
	sending: Sending,
	calls: readonly WriteCall[],
	run: ImportRun,
): Promise<void> {
	const { plan, parameters, metadata } = sending;
	const known: Array<StartedJob | undefined> = [];
	for (const file of plan.files) known.push(await createdBefore(session, sending, file));
	const fileIds: string[] = [];
	for (const [at, file] of plan.files.entries())
		fileIds.push(known[at] ? '' : await uploadFile(session, file, metadata.zgid));
	await batchWrite(session, batchJobOf(parameters), calls, run.result);
	if (run.result.stop) throw run.result.stop;
	for (const [at, file] of plan.files.entries()) {
		const job = known[at] ?? (await createJob(session, sending, file, fileIds[at], run));
		if (!job) continue;
		run.jobs.push(job);
		for (const row of file.rows) run.inJob.set(row, job.id);
	}
}

async function createJob(
	session: Session,
	sending: Sending,
	file: PlannedFile,
	fileId: string,
	{ jobs, result }: ImportRun,
): Promise<StartedJob | undefined> {
	const { module, write, findBy } = sending.parameters;
	const url = callbackUrl(sending.waiting, jobs.length);
	const job = { module, write, findBy, file, fileId, callbackUrl: url };
	try {
		const created = await createBulkWrite(session, job);
		charge(file, created.charges, result);
		if (created.kind === 'created') {
			const started: StartedJob = { kind: 'import', id: created.id, sentAt: created.sentAt };
			// The job is there, whatever becomes of the shared state.
			await afterwards(session.state.put(keyOf(sending, file), { ...started }, RUN_KEPT_MS));
			return started;
		}
		for (const row of file.rows) result.outcomes.set(row, lostJob(created.reason));
	} catch (error) {
		if (error instanceof ZohoStop && error.reason === 'refused') refuseFile(file, error, result);
		throw passOn(error);
	}
	return undefined;
}

/** The cost of a job is its first row's. */
function charge(file: PlannedFile, charges: readonly number[], { costs }: BatchResult): void {
	const [first] = file.rows;
	const cost = charges.reduce((sum, each) => sum + each, 0);
	costs.set(first, (costs.get(first) ?? 0) + cost);
}

function refuseFile(file: PlannedFile, stop: ZohoStop, { outcomes }: BatchResult): void {
	const refused: NotWritten = {
		...notSentFor(stop),
		outcome: 'refused',
		reason: stop.message,
		wholeCall: true,
	};
	for (const row of file.rows) outcomes.set(row, refused);
}

/** A hash stands for the rows: no content in the shared state. */
const keyOf = ({ runKey }: Sending, { zip }: PlannedFile): string =>
	`bulkRun:${runKey}:${createHash('sha256').update(zip).digest('hex').slice(0, 32)}`;

/** The job that an earlier start of this very run created of a file (public report R139). */
async function createdBefore(
	session: Session,
	sending: Sending,
	file: PlannedFile,
): Promise<StartedJob | undefined> {
	const kept = await session.state.get(keyOf(sending, file));
	if (!isObject(kept) || typeof kept.id !== 'string' || typeof kept.sentAt !== 'number')
		return undefined;
	return { kind: 'import', id: kept.id, sentAt: kept.sentAt };
}
