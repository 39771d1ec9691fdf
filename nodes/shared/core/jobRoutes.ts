import { ROWS_PER_FILE } from './bulkLimits';
import { cheapestImport, jobParts } from './bulkRoutes';
import { exportPages, exportParts, PAGES_PER_EXPORT, ROWS_PER_EXPORT } from './exportPlan';
import { knownParts } from './queryPlan';
import { ROWS_PER_PAGE } from './readLimits';
import type { Part } from './routePrice';
import { priceParts } from './routePrice';
import type { Route } from './routes';

export type ExportWork = 'export';

const WORKS = [
	['upsert', 'Create or Update'],
	['insert', 'Create'],
	['update', 'Update'],
] as const;

/** Imports by Bulk Job, beside the routes of Batch Upsert. */
export const importRoutes = (): Route[] =>
	WORKS.flatMap(([work, title]): Route[] => [
		{
			id: `${work}.bulk`,
			work,
			title: `${title} by bulk jobs, 25,000 rows a job`,
			node: 'Bulk Job: Import (Route: Bulk Only)',
			perCall: ROWS_PER_FILE,
			call: 'bulkWrite.create',
			jobs: (rows) => Math.ceil(rows / ROWS_PER_FILE),
			coldReads: 1,
			priced: (rows, live) => priceParts(jobParts(Math.ceil(rows / ROWS_PER_FILE)), live),
			effects:
				'Works in the background; whether Zoho runs automations is not documented; results name three columns. The price holds the upload, one look at each job and its result; each further look costs 1.',
		},
		{
			id: `${work}.bulkAndBatch`,
			work,
			title: `${title}: full files by bulk jobs, a tail of few rows 100 a call`,
			node: 'Bulk Job: Import (Route: Cheapest)',
			perCall: ROWS_PER_FILE,
			call: 'bulkWrite.create',
			jobs: (rows, live) => jobsIn(cheapestImport(rows, `records.${work}`, live)),
			coldReads: 1,
			priced: (rows, live) => priceParts(cheapestImport(rows, `records.${work}`, live), live),
			effects:
				'Like bulk jobs; where batches are cheaper the rows go out in calls of 100 with automations off.',
		},
	]);

const jobsIn = (parts: readonly Part[]): number =>
	parts.find(({ call }) => call === 'bulkWrite.create')?.calls ?? 0;

/** An export counts its records first, to know the cheaper way. */
const COUNT: Part = { call: 'coql.query', calls: 1, size: 1 };

export const EXPORT_ROUTES: readonly Route[] = [
	{
		id: 'export.oneByOne',
		work: 'export',
		title: 'Get Records, 200 a page',
		node: null,
		perCall: ROWS_PER_PAGE,
		call: 'records.list',
		priced: (rows, live) =>
			priceParts(
				[{ call: 'records.list', calls: Math.max(1, Math.ceil(rows / ROWS_PER_PAGE)) }],
				live,
			),
		effects: 'The plain way, and the baseline of every report. At most 50 fields a page.',
	},
	{
		id: 'export.coql',
		work: 'export',
		title: 'Count, then COQL with LIMITs for that many rows',
		node: 'Bulk Job: Export (Route: COQL)',
		perCall: ROWS_PER_PAGE,
		call: 'coql.query',
		coldReads: 1,
		priced: (rows, live) => priceParts([COUNT, ...knownParts(rows)], live),
		effects:
			'At once; at most 50 columns, and only criteria that COQL knows. Same columns and types as by bulk job.',
	},
	{
		id: 'export.bulkRead',
		work: 'export',
		title: 'Count, then bulk read jobs of 200,000 rows',
		node: 'Bulk Job: Export (Route: Bulk Read)',
		perCall: ROWS_PER_EXPORT,
		call: 'bulkRead.create',
		jobs: exportPages,
		most: ROWS_PER_EXPORT * PAGES_PER_EXPORT,
		coldReads: 1,
		priced: (rows, live) => priceParts([COUNT, ...exportParts(exportPages(rows))], live),
		effects:
			'Works in the background, up to 200 columns. The price holds the count, one look at each job and its download; each further look costs 1.',
	},
];
