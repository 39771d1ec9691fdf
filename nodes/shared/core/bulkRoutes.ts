import { ROWS_PER_FILE } from './bulkLimits';
import { RECORDS_PER_WRITE } from './limits';
import type { CallName, LivePrices } from './prices';
import { creditsFor } from './prices';
import type { Part } from './routePrice';
import { inCallsOf, priceParts } from './routePrice';

/** What so many jobs cost whole: each with the upload of its file, one look at it, and its result. */
export const jobParts = (jobs: number): Part[] => [
	{ call: 'bulkWrite.upload', calls: jobs },
	{ call: 'bulkWrite.create', calls: jobs },
	{ call: 'bulkWrite.status', calls: jobs },
	{ call: 'bulkWrite.result', calls: jobs },
];

export const jobPrice = (live: LivePrices | null = null): number =>
	priceParts(jobParts(1), live).credits;

/** What a job costs beside its creation. */
export const jobOverhead = (live: LivePrices | null = null): number =>
	jobPrice(live) - creditsFor('bulkWrite.create', 1, live).credits;

/** What rows cost that go out 100 a call. */
export const batchPrice = (rows: number, call: CallName, live: LivePrices | null = null): number =>
	priceParts(inCallsOf(call, RECORDS_PER_WRITE, rows), live).credits;

/** Whether rows are cheaper by batch than by one job. At the same price the batch is done at once. */
export const batchIsCheaper = (
	rows: number,
	call: CallName,
	live: LivePrices | null = null,
): boolean => batchPrice(rows, call, live) <= jobPrice(live);

/** The most rows that are cheaper by batch. */
export function breakEven(call: CallName): number {
	let rows = 0;
	while (batchIsCheaper(rows + RECORDS_PER_WRITE, call)) rows += RECORDS_PER_WRITE;
	while (batchIsCheaper(rows + 1, call)) rows++;
	return rows;
}

/** Full files by jobs, and the rows behind the last full one by whichever is cheaper: the Route 'Cheapest' of an import. */
export function cheapestImport(rows: number, call: CallName, live: LivePrices | null): Part[] {
	const full = Math.floor(rows / ROWS_PER_FILE);
	const tail = rows % ROWS_PER_FILE;
	return batchIsCheaper(tail, call, live)
		? [...(full > 0 ? jobParts(full) : []), ...inCallsOf(call, RECORDS_PER_WRITE, tail)]
		: jobParts(full + 1);
}
