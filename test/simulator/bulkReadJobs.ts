import type { Backstage } from './backstage';
import { createdBy, runBulkJob, stageOf, type BulkJob } from './bulkJob';
import { exportRows, type ReadResult } from './bulkReadExport';
import type { ReadQuery } from './bulkReadQuery';
import { newReadToken } from './bulkReadTokens';
import { perOrg } from './org';
import { zohoTime } from './recordTime';

export interface ReadJob extends BulkJob {
	query: ReadQuery;
	/** Once its work is done. */
	result: (ReadResult & { token: string | undefined }) | undefined;
	failed: boolean;
}

export const readJobsOf = perOrg(() => new Map<string, ReadJob>());

/** A result is kept for a day (facts §7.2). */
export const RESULT_LIFE = 86_400_000;

/** The callback of a finished job tells its result, whatever a status call would. */
const JOB_OVER = Number.POSITIVE_INFINITY;

const STATES = { added: 'ADDED', queued: 'QUEUED', working: 'IN PROGRESS' } as const;

export function readState(job: ReadJob, now: number): string {
	const stage = stageOf(job, job.failed || job.result !== undefined, now);
	if (stage !== 'ended') return STATES[stage];
	return job.failed ? 'FAILURE' : 'COMPLETED';
}

function resultView(job: ReadJob, now: number) {
	const { failure, result, version, id, org, query } = job;
	if (job.failed && failure) {
		const { code, message } = failure;
		return { error_message: { status: 'error', code, message, details: {} } };
	}
	if (!result || now < job.endAt + org.switches.bulkResultLagSeconds * 1000) return undefined;
	return {
		page: query.page,
		per_page: org.switches.bulkReadPageSize,
		count: result.count,
		download_url: `/crm/bulk/v${version}/read/${id}/result`,
		more_records: result.more,
		...(result.token !== undefined && { next_page_token: result.token }),
	};
}

/** A job as its status and its callback show it (facts §7.3). `result` stands there once there is one. */
export function readJobView(job: ReadJob, now: number) {
	const result = resultView(job, now);
	return {
		id: job.id,
		operation: 'read',
		state: readState(job, now),
		...(result && { result }),
		query: { ...job.query.shown, page: job.query.page },
		created_by: createdBy(job),
		created_time: zohoTime(job.createdAt, job.org.timeZone),
		file_type: 'csv',
	};
}

function work(job: ReadJob, now: number) {
	const { org, query } = job;
	if (job.failure) {
		job.failed = true;
		return;
	}
	const read = exportRows(org, query, job.id);
	const goesOn = read.more && read.lastId !== undefined;
	const byToken = goesOn && org.switches.bulkReadNextPage !== 'page';
	const after = read.lastId ?? '';
	const token = byToken ? newReadToken(org, job.user.id, { query, after, now }) : undefined;
	job.result = { ...read, token };
}

/** A stranger's callback: about a job that is not the receiver's, ended in failure. */
function forged(job: ReadJob, now: number) {
	const view = readJobView(job, now);
	const details = { status: 'error', code: 'INTERNAL_SERVER_ERROR', message: '', details: {} };
	return { ...view, id: job.org.id, state: 'FAILURE', result: { error_message: details } };
}

/** Keeps the job and has it done when its time comes. */
export async function startReadJob(backstage: Backstage, job: ReadJob): Promise<void> {
	readJobsOf(job.org).set(job.id, job);
	const { clock } = backstage;
	await runBulkJob(backstage, job, 'callback.bulkRead', {
		work: () => work(job, clock.now()),
		bodies: () => ({
			body: { data: [readJobView(job, JOB_OVER)] },
			forgedBody: { data: [forged(job, JOB_OVER)] },
		}),
	});
}
