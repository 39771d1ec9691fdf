import type { Deviation } from './deviation';
import { PAGES, status } from './deviation';

const STATUS_CODES = `${PAGES}status-codes.html`;
const RECORD_WRITE =
	/^(POST|PUT|DELETE) \/crm\/v8\/\{module_api_name\}(\/\{id\}|\/upsert|\/actions\/mass_update)?$/;
const RECORD_READ =
	/^GET \/crm\/v8\/\{module_api_name\}(\/\{id\}|\/deleted|\/search|\/\{id\}\/photo)?$/;

/** Statuses that Zoho's pages give and the files leave out. */
export const statusDeviations: Deviation[] = [
	status(/./, 401, {
		why: 'Any call with a token that is no good or lacks a scope is answered 401; the files list what a call with a good token gets.',
		source: `${PAGES}token-validity.html`,
	}),
	status(/./, 403, {
		why: 'NO_PERMISSION is answered 403 by every API.',
		source: STATUS_CODES,
	}),
	status(/./, 429, {
		why: 'Any call beyond the credits of 24 hours or the places for simultaneous calls is answered 429.',
		source: `${PAGES}api-limits.html`,
	}),
	status(/^POST \/crm\/v8\/\{module_api_name\}$/, 201, {
		why: 'Created records are answered 201; the files know 200 for every write.',
		source: `${PAGES}insert-records.html`,
	}),
	status(RECORD_WRITE, 207, {
		why: '207 says that some of the records were taken and others not; the files know 200 for every write.',
		source: STATUS_CODES,
	}),
	status(RECORD_WRITE, 400, {
		why: 'A write of which nothing was taken is answered 400; the files put its errors under 200.',
		source: `${PAGES}upsert-records.html`,
	}),
	status(RECORD_READ, 400, {
		why: 'The pages of all reads list errors with status 400; the files put them under 200.',
		source: `${PAGES}get-records.html`,
	}),
	status(RECORD_READ, 204, {
		why: 'No records: 204 without a body.',
		source: STATUS_CODES,
	}),
	status(RECORD_READ, 304, {
		why: 'Nothing newer than If-Modified-Since, a header that the files list themselves.',
		source: STATUS_CODES,
	}),
	status(/^POST \/crm\/v8\/coql$/, 204, {
		why: 'No rows: 204 without a body.',
		source: `${PAGES}Get-Records-through-COQL-Query.html`,
	}),
	status(/^GET \/crm\/v8\/org$/, 400, {
		why: 'A token of another data centre is answered 400 INVALID_HOST.',
		source: 'https://www.zoho.com/crm/developer/docs/api/v5/change-log.html',
	}),
	status(/^POST \/crm\/v8\/actions\/watch$/, 400, {
		why: 'The page lists its errors with 400; the files know 201 and 202 here, and 400 for PUT and PATCH of the same.',
		source: `${PAGES}notifications/enable.html`,
	}),
	status(/^GET \/crm\/bulk\/v8\/read\/\{job_id\}\/result$/, 404, {
		why: 'A job that is not there is answered 404 RESOURCE_NOT_FOUND.',
		source: `${PAGES}bulk-read/download-result.html`,
	}),
	status(/^GET \/crm\/bulk\/v8\/write\/\{job_id\}$/, 404, {
		why: 'The page says 404 RESOURCE_NOT_FOUND, the files put it under 400.',
		source: `${PAGES}bulk-write/job-details.html`,
	}),
	status(/^POST \/crm\/v8\/upload$/, 400, {
		why: 'A file that is no zip is answered 400 INVALID_FILE_FORMAT.',
		source: `${PAGES}bulk-write/upload-file.html`,
	}),
	status(/^POST \/crm\/v8\/upload$/, 413, {
		why: 'A file above 25 MB is answered 413 FILE_TOO_LARGE.',
		source: `${PAGES}bulk-write/upload-file.html`,
	}),
];
