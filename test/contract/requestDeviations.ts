import type { Deviation } from './deviation';
import { optional, PAGES } from './deviation';

const COMPOSITE = /^POST \/crm\/v8\/__composite_requests$/;
const WATCH = /^(POST|PUT) \/crm\/v8\/actions\/watch$/;
const BULK_READ = /^POST \/crm\/bulk\/v8\/read$/;
const COMPOSITE_PAGE = 'https://www.zoho.com/crm/developer/docs/api/v7/composite-api.html';
const ENABLE_PAGE = `${PAGES}notifications/enable.html`;
const READ_PAGE = `${PAGES}bulk-read/create-job.html`;
const request = 'request' as const;

/** Requests that Zoho's pages show and the files would refuse. */
export const requestDeviations: Deviation[] = [
	...optional(
		{
			operation: COMPOSITE,
			side: request,
			at: '/__composite_requests/#',
			keys: 'headers params body',
		},
		{ why: 'Optional by the page; its samples leave them out.', source: COMPOSITE_PAGE },
	),
	...optional(
		{ operation: COMPOSITE, side: request, at: '/', keys: 'concurrent_execution' },
		{
			why: 'From v5 on the page calls it parallel_execution, and it may be left out.',
			source: COMPOSITE_PAGE,
		},
	),
	{
		operation: COMPOSITE,
		side: request,
		what: /^\/rollback_on_fail is true, not among \[false\]$/,
		why: 'The page takes true and false, and prices both.',
		source: COMPOSITE_PAGE,
	},
	{
		operation: /^GET \/crm\/v8\/users$/,
		side: request,
		what: /^parameter type is "AllUsers", not among /,
		why: 'The page lists AllUsers first.',
		source: `${PAGES}get-users.html`,
	},
	...optional(
		{
			operation: BULK_READ,
			side: request,
			at: '/query',
			keys: 'criteria cvid fields file_type page',
		},
		{
			why: 'Optional by the page; the sample has file_type beside the query.',
			source: READ_PAGE,
		},
	),
	...optional(
		{ operation: BULK_READ, side: request, at: '/query', keys: 'module' },
		{ why: 'A page_token stands alone: it holds the rest of the query.', source: READ_PAGE },
	),
	...optional(
		{ operation: BULK_READ, side: request, at: '/query/module', keys: 'id' },
		{ why: 'The API name is enough, as in the sample.', source: READ_PAGE },
	),
	...optional(
		{ operation: BULK_READ, side: request, at: '/query/criteria', keys: 'type' },
		{ why: 'The page does not know it.', source: READ_PAGE },
	),
	...optional(
		{ operation: BULK_READ, side: request, at: '/query/criteria/field', keys: 'id' },
		{ why: 'The API name is enough, as in the sample.', source: READ_PAGE },
	),
	{
		operation: BULK_READ,
		side: request,
		what: /^\/query\/criteria\/value must be object, is (string|array)$/,
		why: 'The samples compare with texts, and with lists of them.',
		source: READ_PAGE,
	},
	...optional(
		{
			operation: /^POST \/crm\/bulk\/v8\/write$/,
			side: request,
			at: '/resource/#/module',
			keys: 'id',
		},
		{
			why: 'The API name is enough, as in the sample.',
			source: `${PAGES}bulk-write/create-job.html`,
		},
	),
	{
		operation: WATCH,
		side: request,
		what: /^\/watch\/#\/channel_id must be object, is string$/,
		why: "A number of the caller's own, which the samples write as text.",
		source: ENABLE_PAGE,
	},
	{
		operation: WATCH,
		side: request,
		what: /^\/watch\/#\/notify_url must match pattern /,
		why: 'Any address of the caller; the pattern is a sample that became a rule.',
		source: ENABLE_PAGE,
	},
	...['', '/group/#', '/group/#/group/#'].flatMap(fieldSelection),
];

/** One kind of node holds a field, the other a group; the files want both in each, and what conditions of records have. */
function fieldSelection(below: string): Deviation[] {
	const at = `/watch/#/notification_condition/#/field_selection${below}`;
	const keys = {
		'': 'comparator field value',
		'/group/#': 'comparator field group group_operator value',
		'/group/#/group/#': 'comparator group group_operator value',
	}[below]!;
	const ground = { why: 'A field alone, or a group with its operator.', source: ENABLE_PAGE };
	const selection = optional({ operation: WATCH, side: request, at, keys }, ground);
	if (below === '') return selection;
	const id = { why: 'The API name is enough, as in the sample.', source: ENABLE_PAGE };
	return [
		...selection,
		...optional({ operation: WATCH, side: request, at: `${at}/field`, keys: 'id' }, id),
	];
}
