import type { Backstage } from './backstage';
import { callbackUrlIn } from './bulkCallback';
import { createdBy, newBulkJob } from './bulkJob';
import { readJobsOf, readJobView, RESULT_LIFE, startReadJob, type ReadJob } from './bulkReadJobs';
import { readQuery } from './bulkReadQuery';
import { redeemReadToken } from './bulkReadTokens';
import { BulkRefusal, noSuchJob, orRefusal } from './bulkRefusal';
import { perOrg } from './org';
import { isObject } from './recordBody';
import { zohoTime } from './recordTime';
import { answer } from './replies';
import type { Route, SimCall, SimReply } from './route';

const MINUTE = 60_000;
const DOWNLOADS_A_MINUTE = 10;

const downloadsOf = perOrg((): { times: number[] } => ({ times: [] }));

function bodyIn({ headers, body }: SimCall): Record<string, unknown> {
	if (!/^application\/json\b/i.test(headers.get('content-type') ?? '')) {
		const message = 'The media type of the request is not supported';
		throw new BulkRefusal('MEDIA_TYPE_NOT_SUPPORTED', message, {}, 415);
	}
	if (body === undefined) {
		throw new BulkRefusal('REQUEST_BODY_IS_EMPTY', 'the request body is empty');
	}
	if (isObject(body) && isObject(body.query)) return body;
	throw new BulkRefusal('REQUEST_BODY_NOT_SUPPORTED', 'the request body is not supported', {
		api_name: 'query',
		expected_data_type: 'jsonobject',
	});
}

/** `POST /crm/bulk/{v}/read` (https://www.zoho.com/crm/developer/docs/api/v7/bulk-read/create-job.html). */
async function create(backstage: Backstage, call: SimCall): Promise<SimReply> {
	const body = bodyIn(call);
	const callbackUrl = callbackUrlIn(body.callback, backstage.switches);
	if (body.file_type !== undefined && body.file_type !== 'csv') {
		// Zoho writes events as ICS too; the simulator does not.
		throw new BulkRefusal('JOB_NOT_SUPPORTED', 'the file type is not supported', {
			supported: ['csv'],
		});
	}
	const given = isObject(body.query) ? body.query : {};
	const query = 'page_token' in given ? redeemReadToken(call, given) : readQuery(call, given);
	const made = newBulkJob(backstage, call, 'bulkRead', callbackUrl);
	const job: ReadJob = { ...made, query, result: undefined, failed: false };
	const details = {
		id: job.id,
		operation: 'read',
		state: 'ADDED',
		created_by: createdBy(job),
		created_time: zohoTime(job.createdAt, call.org.timeZone),
	};
	await startReadJob(backstage, job);
	const message = 'Added successfully.';
	const added = { status: 'success', code: 'ADDED_SUCCESSFULLY', message, details };
	return answer({ data: [added], info: {} }, 201);
}

function jobNamed({ org }: SimCall, id: string): ReadJob {
	const job = readJobsOf(org).get(id);
	if (!job) throw noSuchJob(id);
	return job;
}

/** Ten downloads in any minute (https://www.zoho.com/crm/developer/docs/api/bulk-read/limitations.html). */
function countDownload({ org, now }: SimCall) {
	const downloads = downloadsOf(org);
	downloads.times = downloads.times.filter((time) => time > now - MINUTE);
	if (downloads.times.length >= DOWNLOADS_A_MINUTE) {
		const message = 'Too many download requests, please try again after a minute';
		throw new BulkRefusal(org.switches.throttleCode, message, {}, 429);
	}
	downloads.times.push(now);
}

function download(call: SimCall, id: string): SimReply {
	countDownload(call);
	const { result, endAt } = jobNamed(call, id);
	if (!result || call.now >= endAt + RESULT_LIFE) throw noSuchJob(id);
	const headers = {
		'content-type': 'application/x-download',
		'content-disposition': `attachment; filename=${id}.zip`,
	};
	return { status: 200, bytes: result.zip, headers, accepted: true };
}

/** Bulk read: 50 credits a job, one for each status and download (facts §1.4). */
export function bulkReadRoutes(backstage: Backstage): Route[] {
	const common = { tree: 'bulk', scopes: () => ['ZohoCRM.bulk.READ'] } as const;
	return [
		{
			...common,
			method: 'POST',
			path: 'read',
			name: 'bulkRead.create',
			price: () => 50,
			handle: (call) => orRefusal(call, true, () => create(backstage, call)),
		},
		{
			...common,
			method: 'GET',
			path: 'read/:id',
			name: 'bulkRead.status',
			price: () => 1,
			handle: (call, { id }) =>
				orRefusal(call, true, () => answer({ data: [readJobView(jobNamed(call, id), call.now)] })),
		},
		{
			...common,
			method: 'GET',
			path: 'read/:id/result',
			name: 'bulkRead.result',
			price: () => 1,
			handle: (call, { id }) => orRefusal(call, true, () => download(call, id)),
		},
	];
}
