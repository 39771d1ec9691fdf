import type { LivePrices } from './prices';
import { creditsFor } from './prices';
import { ROWS_PER_QUERY } from './readLimits';
import type { Part, PricedRoute } from './routePrice';
import { priceParts } from './routePrice';

/** The largest LIMIT that each price buys: 1 credit, 2 and 3. */
const BANDS = [200, 1_000, ROWS_PER_QUERY] as const;

const priceOf = (limit: number): number => creditsFor('coql.query', limit).credits;

/** Credits of the cheapest queries that together give this many rows. */
export function cheapestFor(rows: number): number {
	if (rows <= 0) return 0;
	const rest = rows % ROWS_PER_QUERY;
	const full = Math.floor(rows / ROWS_PER_QUERY) * priceOf(ROWS_PER_QUERY);
	if (rest === 0) return full;
	return full + Math.min(...waysFor(rest));
}

/** One query, or 200 rows for a credit and the rest after them. */
const waysFor = (rest: number): number[] => [
	priceOf(rest),
	...(rest > BANDS[0] ? [priceOf(BANDS[0]) + priceOf(rest - BANDS[0])] : []),
];

export interface RowsNeeded {
	/** How many rows are still wanted at most; null: all there are. */
	wanted: number | null;
	/** How many more a person expects; 0 when nobody said. */
	expected: number;
	/** Queries sent so far. */
	calls: number;
}

/**
 * The LIMIT of the next query. For a known number of rows it begins the cheapest sequence, small steps first,
 * which cost nothing more and may find the end early. For an unknown number LIMIT grows with need: 200, 1,000, then
 * 2,000 rows. Counting first (1 credit) does not pay: it saves 0.6 credits at the last query on average.
 */
export function nextLimit({ wanted, expected, calls }: RowsNeeded): number {
	if (wanted !== null) return Math.min(wanted, firstOf(wanted));
	if (expected > 0) return firstOf(expected);
	return BANDS[Math.min(calls, BANDS.length - 1)];
}

/** The smallest step with which a cheapest sequence for so many rows can begin. */
function firstOf(rows: number): number {
	const price = cheapestFor(rows);
	const step = BANDS.find(
		(band) => priceOf(Math.min(band, rows)) + cheapestFor(rows - band) === price,
	);
	return step ?? ROWS_PER_QUERY;
}

/** The queries that read so many rows when nobody knows how many there are. */
export function grownParts(rows: number): Part[] {
	const parts: Part[] = [];
	let read = 0;
	do {
		const limit = nextLimit({ wanted: null, expected: 0, calls: parts.length });
		parts.push({ call: 'coql.query', calls: 1, size: limit });
		read += limit;
	} while (read < rows);
	return parts;
}

/** The queries that read exactly so many rows when their number is known. */
export function knownParts(rows: number): Part[] {
	const parts: Part[] = [];
	let left = Math.max(rows, 1);
	while (left > 0) {
		const limit = nextLimit({ wanted: left, expected: 0, calls: parts.length });
		parts.push({ call: 'coql.query', calls: 1, size: limit });
		left -= limit;
	}
	return parts;
}

/** Calls and credits of reading so many rows when nobody knows how many there are. */
export const grownPrice = (rows: number, live: LivePrices | null = null): PricedRoute =>
	priceParts(grownParts(rows), live);

/** Calls and credits of reading exactly so many rows when their number is known. */
export const knownPrice = (rows: number, live: LivePrices | null = null): PricedRoute =>
	priceParts(knownParts(rows), live);
