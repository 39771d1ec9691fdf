import type { Deviation } from './deviation';
import { nullable, optional, PAGES } from './deviation';

const WATCH = /^(GET|POST|PUT|DELETE) \/crm\/v8\/actions\/watch$/;
const UPSERT = /^POST \/crm\/v8\/\{module_api_name\}\/upsert$/;
const ORG = /^GET \/crm\/v8\/org$/;
const READ_JOB = /^GET \/crm\/bulk\/v8\/read\/\{job_id\}$/;
const WRITE_JOB = /^GET \/crm\/bulk\/v8\/write\/\{job_id\}$/;
const COMPOSITE_PAGE = 'https://www.zoho.com/crm/developer/docs/api/v7/composite-api.html';
const READ_PAGE = `${PAGES}bulk-read/job-details.html`;
const answer = 'answer' as const;

/** Answers of records and of the org that Zoho's pages show and the files would not. */
const recordDeviations: Deviation[] = [
	...nullable(
		{ operation: UPSERT, side: answer, at: '/data/#', keys: 'duplicate_field' },
		{ why: 'Null for a record that was added.', source: `${PAGES}upsert-records.html` },
	),
	{
		operation: UPSERT,
		side: answer,
		what: /^\/data\/#\/details\/maximum_length must be string, is number$/,
		why: 'A number in the samples.',
		source: `${PAGES}insert-records.html`,
	},
	...nullable(
		{
			operation: /^GET \/crm\/v8\/\{module_api_name\}$/,
			side: answer,
			at: '/info',
			keys: 'next_page_token page_token_expiry previous_page_token',
		},
		{
			why: 'Null where there is no page before or behind.',
			source: `${PAGES}get-records.html`,
		},
	),
	{
		operation: ORG,
		side: answer,
		what: /^\/org\/#\/type is "(production|sandbox|developer)", not among /,
		why: 'The page lists the types in small letters.',
		source: `${PAGES}get-org-data.html`,
	},
	...nullable(
		{ operation: ORG, side: answer, at: '/org/#/license_details', keys: 'paid_expiry' },
		{
			why: 'Null in the sample of an org that does not pay.',
			source: 'https://zstatic.zohostatic.com/crm/help/developer/api/get-org-data.html',
		},
	),
	...nullable(
		{ operation: ORG, side: answer, at: '/org/#/license_details', keys: 'trial_action' },
		{
			why: 'Nothing follows on a trial that there is none of: type and expiry are null beside it, and samples lack it.',
			source: `${PAGES}get-org-data.html`,
		},
	),
];

/** Answers of everything but metadata. */
export const answerDeviations: Deviation[] = [
	...recordDeviations,
	{
		operation: /^POST \/crm\/v8\/__composite_requests$/,
		side: answer,
		what: /^\/__composite_requests\/#\/(code is "SUCCESS"|status is "success"), not among /,
		why: 'In the sample of a rollback (400) the sub-request that failed keeps SUCCESS outside, and its own 400 inside.',
		source: COMPOSITE_PAGE,
	},
	...optional(
		{ operation: READ_JOB, side: answer, at: '/data/#', keys: 'result' },
		{ why: 'There is a result only once the job is completed.', source: READ_PAGE },
	),
	...optional(
		{ operation: READ_JOB, side: answer, at: '/data/#/query', keys: 'criteria cvid file_type' },
		{ why: 'The query comes back as it was given; file_type stands beside it.', source: READ_PAGE },
	),
	...optional(
		{ operation: READ_JOB, side: answer, at: '/data/#/query/criteria', keys: 'type' },
		{ why: 'The sample has none.', source: READ_PAGE },
	),
	{
		operation: READ_JOB,
		side: answer,
		what: /^\/data\/#\/query\/criteria\/value must be object, is (string|array)$/,
		why: 'The value of the query comes back, a text or a list of them.',
		source: READ_PAGE,
	},
	...optional(
		{ operation: READ_JOB, side: answer, at: '/data/#/result', keys: 'next_page_token' },
		{ why: 'Given only where there are more records.', source: READ_PAGE },
	),
	...optional(
		{
			operation: READ_JOB,
			side: answer,
			at: '/data/#/result',
			keys: 'count download_url more_records page per_page',
		},
		{
			why: 'The result of a job that failed is an error_message.',
			source: 'https://www.zoho.com/crm/developer/docs/api/v2/bulk-read/job-details.html',
		},
	),
	...nullable(
		{
			operation: WRITE_JOB,
			side: answer,
			at: '/resource/#/field_mappings/#',
			keys: 'default_value find_by format module',
		},
		{
			why: 'The sample has null for what a mapping does not say.',
			source: `${PAGES}bulk-write/job-details.html`,
		},
	),
	...optional(
		{ operation: /^POST \/crm\/v8\/upload$/, side: answer, at: '/details', keys: 'created_by id' },
		{
			why: 'Keys of the answer to a job, which the files describe by the same object; the sample has file_id and created_time.',
			source: `${PAGES}bulk-write/upload-file.html`,
		},
	),
	{
		operation: /^POST \/crm\/v8\/upload$/,
		side: answer,
		what: /^\/details\/file_id must be integer, is string$/,
		why: 'The sample has a text; as a number it would lose digits.',
		source: `${PAGES}bulk-write/upload-file.html`,
	},
	...optional(
		{
			operation: WATCH,
			side: answer,
			at: '/watch/#/details/events/#',
			keys: 'notification_condition',
		},
		{ why: 'The sample has none.', source: `${PAGES}notifications/enable.html` },
	),
	...optional(
		{ operation: WATCH, side: answer, at: '/', keys: 'code details message status' },
		{
			why: 'Errors stand in watch[], one for each channel; the files show them so under 202 only.',
			source: `${PAGES}notifications/disable.html`,
		},
	),
	{
		operation: WATCH,
		side: answer,
		what: /^\/watch\/#\/channel_id must be object, is string$/,
		why: 'The samples have a text.',
		source: `${PAGES}notifications/get-details.html`,
	},
	{
		operation: WATCH,
		side: answer,
		what: /^\/watch\/#\/notify_url must match pattern /,
		why: 'Any address of the caller; the pattern is a sample that became a rule.',
		source: `${PAGES}notifications/get-details.html`,
	},
	...nullable(
		{ operation: WATCH, side: answer, at: '/watch/#', keys: 'notification_condition' },
		{ why: 'Null where there is no condition.', source: `${PAGES}notifications/get-details.html` },
	),
];
