import { batchPrice, cheapestImport } from './bulkRoutes';
import type { CallName, LivePrices } from './prices';
import { priceParts } from './routePrice';

/**
 * Whether jobs write these rows for less than calls of 100 do, with both prices.
 * @returns a sentence for a person; none where batches are the cheapest way
 */
export function bulkAdvice(rows: number, call: CallName, live: LivePrices | null = null): string[] {
	const now = batchPrice(rows, call, live);
	const { credits, basis } = priceParts(cheapestImport(rows, call, live), live);
	if (credits >= now) return [];
	const assumed = basis === 'assumed' ? ' (its uploads and status reads at assumed prices)' : '';
	return [
		`${rows} rows take ${now} credits here; Bulk Job: Import writes them for ${credits}${assumed}.`,
	];
}
