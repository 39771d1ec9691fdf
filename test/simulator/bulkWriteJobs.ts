import { countBy } from 'lodash';
import { apiOrigin, type Backstage } from './backstage';
import { createdBy, runBulkJob, stageOf, type BulkJob } from './bulkJob';
import { skipped, writeRow, type RowOutcome, type RowStatus } from './bulkRowWrite';
import type { WritePlan } from './bulkWritePlan';
import { resultZip } from './bulkWriteResult';
import { noExternalIds } from './externalIds';
import { perOrg } from './org';
import { unannounced } from './recordEvents';
import { zohoTime } from './recordTime';
import type { SimCall } from './route';

export interface WriteJob extends BulkJob {
	plan: WritePlan;
	/** Rows that a fault refuses. */
	partial: SimCall['partial'];
	ended: 'COMPLETED' | 'FAILED' | undefined;
	/** Rows of the file. */
	total: number;
	/** Rows by what became of them. */
	counts: Partial<Record<RowStatus, number>>;
	zip: Uint8Array | undefined;
}

export const writeJobsOf = perOrg(() => new Map<string, WriteJob>());

/** A result is kept for seven days (facts §8.6). */
export const WRITE_RESULT_LIFE = 7 * 86_400_000;

function outcomesOf(job: WriteJob, now: number): RowOutcome[] {
	const { plan, partial, failure, org, user } = job;
	const writer = { org, user, now, version: job.version, external: noExternalIds };
	const end = failure ? (failure.afterRows ?? 0) : Infinity;
	const refused = new Set(partial?.rows);
	return plan.table.rows.map((row, index) => {
		if (index >= end) return { status: 'unprocessed', id: '', faults: [] };
		if (!partial || !refused.has(index)) return writeRow(plan, writer, row);
		return skipped({ code: partial.code, header: plan.table.header[0] });
	});
}

function work(job: WriteJob, now: number) {
	const { org, plan, failure } = job;
	let outcomes: RowOutcome[] = [];
	const write = () => (outcomes = outcomesOf(job, now));
	if (org.switches.bulkWriteNotifies) write();
	else unannounced(org, write);
	job.counts = countBy(outcomes, ({ status }) => status);
	job.ended = failure ? 'FAILED' : 'COMPLETED';
	if (!failure || org.switches.bulkFailedResult) job.zip = resultZip(plan, job.id, outcomes);
	// The rows are done with: a test may run many large jobs.
	plan.table.rows = [];
}

function fileView({ plan, counts, total, ended }: WriteJob, status: string) {
	if (!ended) return { status };
	const { added = 0, updated = 0, skipped: left = 0 } = counts;
	return {
		status,
		name: plan.file.name,
		added_count: added,
		skipped_count: left,
		updated_count: updated,
		total_count: total,
	};
}

function resourceView(job: WriteJob, stage: string) {
	const { plan, org, ended, failure } = job;
	const { bulkInProgress, bulkDoneCode } = org.switches;
	// While the job is only added, its resource and file are in progress already (sample of the job details page).
	const status = ended ?? bulkInProgress;
	const code = ended ? bulkDoneCode : stage;
	return {
		status,
		type: 'data',
		module: { id: plan.module.schema.id, api_name: plan.module.schema.apiName },
		code: failure && ended ? failure.code : code,
		field_mappings: plan.mappings.map(({ apiName, index, format, findBy, shownDefault }) => ({
			api_name: apiName,
			index: index ?? null,
			format,
			find_by: findBy,
			module: null,
			default_value: shownDefault,
		})),
		file: fileView(job, status),
	};
}

/** Absolute as in the older samples, or without a host as in v7's. */
function downloadUrl(backstage: Backstage, { id, org, version }: WriteJob): string {
	const file = `bulk-write/${id}/${id}.zip`;
	return org.switches.bulkResultUrl === 'relative'
		? `/v${version}/crm/org${org.zgid}/${file}`
		: `${apiOrigin(backstage, org)}/download/v2/crm/${org.zgid}/${file}`;
}

/** A job as its status and its callback show it (facts §8.4). */
export function writeJobView(backstage: Backstage, job: WriteJob, now: number) {
	const { plan, org, ended, callbackUrl } = job;
	const working = stageOf(job, ended !== undefined, now) === 'working';
	const stage = working ? org.switches.bulkInProgress : 'ADDED';
	return {
		status: ended ?? stage,
		character_encoding: plan.encoding,
		resource: [resourceView(job, stage)],
		id: job.id,
		...(callbackUrl !== undefined && { callback: { url: callbackUrl, method: 'post' } }),
		...(job.zip && { result: { download_url: downloadUrl(backstage, job) } }),
		created_by: createdBy(job),
		ignore_empty: plan.ignoreEmpty,
		operation: plan.operation,
		created_time: zohoTime(job.createdAt, org.timeZone),
	};
}

/** Keeps the job and has it done when its time comes. */
export async function startWriteJob(backstage: Backstage, job: WriteJob): Promise<void> {
	const { clock, switches } = backstage;
	writeJobsOf(job.org).set(job.id, job);
	const posted = (view: object) =>
		switches.bulkWriteCallback === 'wrapped' ? { data: [view] } : view;
	await runBulkJob(backstage, job, 'callback.bulkWrite', {
		work: () => work(job, clock.now()),
		bodies: () => {
			const view = writeJobView(backstage, job, clock.now());
			// A stranger tells of a job that is not the receiver's, and that it failed.
			const strange = { ...view, id: job.org.id, status: 'FAILED', result: undefined };
			return { body: posted(view), forgedBody: posted(strange) };
		},
	});
}
