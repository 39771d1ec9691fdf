import { creditsFor } from './prices';
import { ROWS_PER_PAGE } from './readLimits';
import type { ReadWork } from './readRoutes';

/**
 * What the plain way of the same reads would have cost; null where it depends on what the run cannot know.
 * @param sizes records that each answer held: one answer for each row of a look-up, one for each list
 */
export function readBaseline(work: ReadWork, sizes: readonly number[]): number | null {
	if (work === 'getChanged') return null;
	if (work === 'getByIds' || work === 'lookUp') return sizes.length;
	const perPage = work === 'getDeleted' ? creditsFor('records.deleted').credits : 1;
	return sizes.reduce(
		(sum, rows) => sum + Math.max(1, Math.ceil(rows / ROWS_PER_PAGE)) * perPage,
		0,
	);
}
