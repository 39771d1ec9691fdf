import { creditsFor } from './prices';
import { grownPrice, knownPrice } from './queryPlan';
import { IDS_PER_READ, ROWS_PER_PAGE } from './readLimits';
import { VALUES_PER_QUERY } from './limits';
import type { PricedRoute, Route } from './routes';

/** Kinds of reading that can be done in more than one way. */
export type ReadWork = 'getByIds' | 'lookUp' | 'query' | 'search' | 'getChanged' | 'getDeleted';

const documented = (price: { calls: number; credits: number }): PricedRoute => ({
	...price,
	basis: 'documented',
});

const inCalls = (rows: number, perCall: number, credits: number): PricedRoute => {
	const calls = Math.max(1, Math.ceil(rows / perCall));
	return documented({ calls, credits: calls * credits });
};

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
		effects: PLAIN,
	},
	{
		id: 'query.grown',
		work: 'query',
		title: 'COQL, LIMIT grows: 200, 1,000, then 2,000 rows',
		node: 'Batch Read: Query',
		perCall: ROWS_PER_PAGE,
		call: 'coql.query',
		priced: (rows) => documented(grownPrice(rows)),
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
		priced: (rows) => documented(knownPrice(rows)),
		effects: 'Never dearer than any other.',
	},
	{
		id: 'query.counted',
		work: 'query',
		title: 'COQL, count first, then LIMITs that fit',
		node: null,
		perCall: ROWS_PER_PAGE,
		call: 'coql.query',
		priced: (rows) => {
			const { calls, credits } = knownPrice(rows);
			return documented({ calls: calls + 1, credits: credits + creditsFor('coql.query').credits });
		},
		effects: 'The count costs 1 and saves 0.6 on average at the last query: not taken.',
	},
	{
		id: 'search.oneByOne',
		work: 'search',
		title: 'Search, 200 records a page',
		node: 'Batch Read: Search',
		perCall: ROWS_PER_PAGE,
		call: 'records.search',
		effects: `${PLAIN} Ends after 2,000 records; the index trails writes. A query is exact, and cheaper from 601 rows.`,
	},
	{
		id: 'getChanged.oneByOne',
		work: 'getChanged',
		title: `All records of the module, 200 a page, to find those changed (here ${WHOLE_MODULE.toLocaleString('en')} records)`,
		node: null,
		perCall: ROWS_PER_PAGE,
		call: 'records.list',
		priced: (rows) => inCalls(Math.max(rows, WHOLE_MODULE), ROWS_PER_PAGE, 1),
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
		priced: (rows) => documented(grownPrice(rows)),
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
		priced: (rows) => inCalls(rows, ROWS_PER_PAGE, 1),
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
		priced: (rows) => inCalls(rows, ROWS_PER_PAGE, creditsFor('records.deleted').credits),
		effects: 'The only way; the baseline of its reports.',
	},
];
