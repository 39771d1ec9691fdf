import type { LivePrices } from './prices';
import { creditsFor } from './prices';
import { ROWS_PER_PAGE } from './readLimits';
import type { ReadWork } from './readRoutes';

/**
 * What the plain way of the same reads would have cost; null where it depends on what the run cannot know.
 * @param sizes records that each answer held: one answer for each row of a look-up, one for each list
 */
export function readBaseline(
	work: ReadWork,
	sizes: readonly number[],
	live: LivePrices | null = null,
): number | null {
	if (work === 'getChanged') return null;
	const { credits } = creditsFor(PLAIN_CALL[work], ROWS_PER_PAGE, live);
	if (work === 'getByIds' || work === 'lookUp') return sizes.length * credits;
	return sizes.reduce(
		(sum, rows) => sum + Math.max(1, Math.ceil(rows / ROWS_PER_PAGE)) * credits,
		0,
	);
}

const PLAIN_CALL = {
	getByIds: 'records.get',
	lookUp: 'records.search',
	query: 'coql.query',
	search: 'records.search',
	getDeleted: 'records.deleted',
} as const;
