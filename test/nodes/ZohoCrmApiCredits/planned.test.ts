import type { Work } from '../../../nodes/shared/core/routes';
import { priceRoute, ROUTES } from '../../../nodes/shared/core/routes';
import { seeded } from '../../core/seeded';
import { takeRoute } from '../../demo/creditSteps';

/** What a plan says of a route in an org where nothing is cached. */
function plannedFor(id: string, rows: number): number {
	const route = ROUTES.find((each) => each.id === id);
	if (!route) throw new Error(`no route ${id}`);
	return priceRoute(route, rows).credits + (route.coldReads ?? 0);
}

const chance = seeded(20240301);
const upTo = (most: number) => 1 + chance.below(most);

/** Every route at 1,000 rows is taken by the demo step `credits.plan`; here are the ends, and sizes that fill no call. */
describe('what a plan says is what the meter counts, and what the nodes report', () => {
	it.each<[Work, string, number]>([
		['upsert', 'upsert.oneByOne', upTo(150)],
		['delete', 'delete.batch', upTo(1_000)],
		['getByIds', 'mixed.composite', upTo(200)],
		['query', 'query.grown', upTo(2_500)],
		['lookUp', 'lookUp.batch', upTo(1_000)],
		['mixed', 'mixed.rollback', 6],
		['upsert', 'upsert.bulk', upTo(500)],
		['upsert', 'upsert.bulkAndBatch', 25_000 + upTo(500)],
		['upsert', 'upsert.batch', 25_000],
		['export', 'export.bulkRead', 250_000],
	])(
		'%s by %s of %i rows',
		async (work, route, rows) => {
			const { reported, meter } = await takeRoute(work, route, rows);

			expect([reported, meter]).toEqual([plannedFor(route, rows), plannedFor(route, rows)]);
		},
		240_000,
	);
});
