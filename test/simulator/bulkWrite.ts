import type { Backstage } from './backstage';
import { callbackUrlIn } from './bulkCallback';
import { ROWS_LIMIT } from './bulkCsv';
import { createdBy, newBulkJob } from './bulkJob';
import { noSuchJob, orRefusal } from './bulkRefusal';
import { uploadRoute } from './bulkUpload';
import { startWriteJob, writeJobsOf, writeJobView, WRITE_RESULT_LIFE } from './bulkWriteJobs';
import type { WriteJob } from './bulkWriteJobs';
import { writePlan } from './bulkWritePlan';
import type { JobFault } from './faults';
import { bodyOf, refuseBody } from './recordBody';
import { answer } from './replies';
import type { Route, SimCall, SimReply } from './route';

const TOO_MANY_ROWS: JobFault = {
	kind: 'job',
	code: 'LIMIT_EXCEEDED',
	message: `more than ${ROWS_LIMIT} records`,
};

/** `POST /crm/bulk/{v}/write` (https://www.zoho.com/crm/developer/docs/api/v7/bulk-write/create-job.html). */
async function create(backstage: Backstage, call: SimCall): Promise<SimReply> {
	const body = bodyOf(call);
	if (!body) return refuseBody();
	const plan = writePlan(call, body);
	const callbackUrl = callbackUrlIn(body.callback, backstage.switches);
	const made = newBulkJob(backstage, call, 'bulkWrite', callbackUrl);
	const tooMany = plan.table.rows.length > ROWS_LIMIT ? TOO_MANY_ROWS : undefined;
	const job: WriteJob = {
		...made,
		failure: made.failure ?? tooMany,
		plan,
		partial: call.partial,
		ended: undefined,
		total: plan.table.rows.length,
		counts: {},
		zip: undefined,
	};
	await startWriteJob(backstage, job);
	const details = { id: job.id, created_by: createdBy(job) };
	return answer({ status: 'success', code: 'SUCCESS', message: 'success', details }, 201);
}

function jobNamed({ org }: SimCall, id: string): WriteJob {
	const job = writeJobsOf(org).get(id);
	if (!job) throw noSuchJob(id);
	return job;
}

function download(call: SimCall, { zgid, id, file }: Record<string, string>): SimReply {
	const { zip, endAt } = jobNamed(call, id);
	const ours = zgid.replace(/^org/, '') === call.org.zgid && file === `${id}.zip`;
	if (!zip || !ours || call.now >= endAt + WRITE_RESULT_LIFE) throw noSuchJob(id);
	const headers = {
		'content-type': 'application/octet-stream',
		'content-disposition': `attachment; filename=${file}`,
	};
	return { status: 200, bytes: zip, headers, accepted: true };
}

/** Bulk write: 500 credits a job, one for each status (facts §1.4); the rest is not priced anywhere. */
export function bulkWriteRoutes(backstage: Backstage): Route[] {
	return [
		uploadRoute,
		{
			method: 'POST',
			tree: 'bulk',
			path: 'write',
			name: 'bulkWrite.create',
			scopes: () => ['ZohoCRM.bulk.CREATE'],
			price: () => 500,
			handle: (call) => orRefusal(call, false, () => create(backstage, call)),
		},
		{
			method: 'GET',
			tree: 'bulk',
			path: 'write/:id',
			name: 'bulkWrite.status',
			scopes: () => ['ZohoCRM.bulk.READ'],
			price: () => 1,
			handle: (call, { id }) =>
				orRefusal(call, false, () => answer(writeJobView(backstage, jobNamed(call, id), call.now))),
		},
		{
			method: 'GET',
			tree: 'download',
			path: ':version/crm/:zgid/bulk-write/:id/:file',
			name: 'bulkWrite.result',
			scopes: () => ['ZohoCRM.bulk.READ'],
			price: ({ org }) => org.switches.bulkResultCost,
			handle: (call, params) => orRefusal(call, false, () => download(call, params)),
		},
	];
}
