import { VALUES_PER_QUERY } from './limits';
import type { LivePrices } from './prices';
import { grownPrice, knownParts, knownPrice } from './queryPlan';
import { IDS_PER_READ, ROWS_PER_PAGE, SEARCH_REACH } from './readLimits';
import type { Part, PricedRoute } from './routePrice';
import { priceParts } from './routePrice';
import type { Route } from './routes';

/** Kinds of reading that can be done in more than one way. */
export type ReadWork = 'getByIds' | 'lookUp' | 'query' | 'search' | 'getChanged' | 'getDeleted';

/** Lists are asked for even where they hold nothing. */
const pages =
	(call: Part['call'], least = 0, size?: number) =>
	(rows: number, live: LivePrices | null): PricedRoute =>
		priceParts(
			[{ call, calls: Math.max(1, Math.ceil(Math.max(rows, least) / ROWS_PER_PAGE)), size }],
			live,
		);

const PLAIN = 'The plain way, and the baseline of every report.';

/** The module that the plain way of finding changes reads as a whole. */
const WHOLE_MODULE = 10_000;

export const READ_ROUTES: readonly Route[] = [
	{
		id: 'getByIds.oneByOne',
		work: 'getByIds',
		title: 'Get a record by id, one a call',
		node: null,
		perCall: 1,
		call: 'records.get',
		effects: `${PLAIN} Gives subforms and multi-select lookups, which lists do not.`,
	},
	{
		id: 'getByIds.batch',
		work: 'getByIds',
		title: 'Get Records with `ids`, 100 a call',
		node: 'Batch Read: Get by IDs',
		perCall: IDS_PER_READ,
		call: 'records.list',
		effects:
			'At most 50 fields a read, each further 50 cost the same again; no subforms. Always the cheaper one.',
	},
	{
		id: 'lookUp.oneByOne',
		work: 'lookUp',
		title: 'Search for one value a call',
		node: null,
		perCall: 1,
		call: 'records.search',
		effects: `${PLAIN} The search index trails writes, and \`equals\` finds what contains the value.`,
	},
	{
		id: 'lookUp.batch',
		work: 'lookUp',
		title: 'COQL, 50 values a query (at most 200 records for them)',
		node: 'Batch Read: Look Up by Field',
		perCall: VALUES_PER_QUERY,
		call: 'coql.query',
		effects:
			'Exact, and up to date. More records than 200 for 50 values: LIMIT grows, 2 credits for the next 1,000, then 3 for 2,000.',
	},
	{
		id: 'query.oneByOne',
		work: 'query',
		title: 'COQL, 200 rows a query (Zoho’s own LIMIT)',
		node: null,
		perCall: ROWS_PER_PAGE,
		call: 'coql.query',
		priced: pages('coql.query', 0, ROWS_PER_PAGE),
		effects: PLAIN,
	},
	{
		id: 'query.grown',
		work: 'query',
		title: 'COQL, LIMIT grows: 200, 1,000, then 2,000 rows',
		node: 'Batch Read: Query',
		perCall: ROWS_PER_PAGE,
		call: 'coql.query',
		priced: grownPrice,
		effects:
			'For an unknown number of rows. Wins from 601 rows; 1 credit more than 200 a query for 201 to 400. By offset up to 100,000 rows, then behind the last id.',
	},
	{
		id: 'query.known',
		work: 'query',
		title: 'COQL, LIMITs for a known number of rows',
		node: 'Batch Read: Query (Limit, or Expected Rows)',
		perCall: ROWS_PER_PAGE,
		call: 'coql.query',
		priced: knownPrice,
		effects: 'Never dearer than any other.',
	},
	{
		id: 'query.counted',
		work: 'query',
		title: 'COQL, count first, then LIMITs that fit',
		node: null,
		perCall: ROWS_PER_PAGE,
		call: 'coql.query',
		priced: (rows, live) =>
			priceParts([{ call: 'coql.query', calls: 1, size: 1 }, ...knownParts(rows)], live),
		effects: 'The count costs 1 and saves 0.6 on average at the last query: not taken.',
	},
	{
		id: 'search.oneByOne',
		work: 'search',
		title: 'Search, 200 records a page',
		node: 'Batch Read: Search',
		perCall: ROWS_PER_PAGE,
		call: 'records.search',
		most: SEARCH_REACH,
		priced: pages('records.search'),
		effects: `${PLAIN} Ends after 2,000 records; the index trails writes. A query is exact, and cheaper from 601 rows.`,
	},
	{
		id: 'getChanged.oneByOne',
		work: 'getChanged',
		title: `All records of the module, 200 a page, to find those changed (here ${WHOLE_MODULE.toLocaleString('en')} records)`,
		node: null,
		perCall: ROWS_PER_PAGE,
		call: 'records.list',
		priced: pages('records.list', WHOLE_MODULE),
		effects:
			'The plain way. Its price depends on a size that a run does not know, so reports show no baseline.',
	},
	{
		id: 'getChanged.query',
		work: 'getChanged',
		title: 'COQL by `Modified_Time`, LIMIT grows',
		node: 'Batch Read: Get Changed Since (default)',
		perCall: ROWS_PER_PAGE,
		call: 'coql.query',
		priced: grownPrice,
		effects:
			'Pages go on by time and id, so a record that changes meanwhile shifts nobody. No limit on rows.',
	},
	{
		id: 'getChanged.list',
		work: 'getChanged',
		title: 'Get Records with `If-Modified-Since`, 200 a page',
		node: 'Batch Read: Get Changed Since (Route: Get Records)',
		perCall: ROWS_PER_PAGE,
		call: 'records.list',
		priced: pages('records.list'),
		effects:
			'Wins by 1 credit for 201 to 400 rows, which nobody knows before. Needs no COQL scope: taken where that is missing. Leaves converted leads out.',
	},
	{
		id: 'getDeleted.oneByOne',
		work: 'getDeleted',
		title: 'Deleted Records, 200 ids a page',
		node: 'Batch Read: Get Deleted Since',
		perCall: ROWS_PER_PAGE,
		call: 'records.deleted',
		priced: pages('records.deleted'),
		effects: 'The only way; the baseline of its reports.',
	},
];
