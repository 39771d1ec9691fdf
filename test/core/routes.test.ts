import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baselineOf, priceRoute, ROUTES } from '../../nodes/shared/core/routes';
import { routesPage } from '../../scripts/routesPage';

const priceOf = (id: string, rows: number) => {
	const route = ROUTES.find((each) => each.id === id);
	if (!route) throw new Error(`no route ${id}`);
	return priceRoute(route, rows);
};

/** Taken by who asks for jobs, however few rows there are; an export is counted first. */
const DEAR_WHEN_FEW = new Set([
	'upsert.bulk',
	'insert.bulk',
	'update.bulk',
	'export.coql',
	'export.bulkRead',
]);

describe('routes and their prices', () => {
	it.each([
		['upsert.batch', 1, 1, 1],
		['upsert.batch', 101, 2, 11],
		['upsert.batch', 250, 3, 25],
		['upsert.oneByOne', 250, 250, 250],
		['delete.batch', 250, 3, 3],
		['massUpdate.update', 501, 6, 51],
		['massUpdate.massUpdate', 501, 2, 2],
		['massUpdate.massUpdate', 0, 0, 0],
		['mixed.oneByOne', 23, 23, 23],
		['mixed.composite', 23, 5, 5],
		['mixed.rollback', 5, 1, 2],
		['mixed.rollback', 6, 2, 3],
		['upsert.bulk', 25_000, 4, 502],
		['upsert.bulk', 250_000, 40, 5_020],
		['upsert.bulkAndBatch', 4_000, 40, 400],
		['upsert.bulkAndBatch', 27_000, 24, 702],
		['upsert.bulkAndBatch', 31_000, 8, 1_004],
		['export.coql', 1_000, 2, 3],
		['export.bulkRead', 250_000, 7, 105],
		['metadata.composite', 11, 3, 3],
	])('%s of %i rows takes %i calls and %i credits', (id, rows, calls, credits) => {
		expect(priceOf(id, rows)).toMatchObject({ calls, credits });
	});

	it('says which price nobody documents', () => {
		expect(priceOf('massUpdate.massUpdate', 1).basis).toBe('assumed');
		expect(priceOf('upsert.batch', 1).basis).toBe('documented');
		expect(priceOf('upsert.bulk', 25_000)).toMatchObject({ basis: 'assumed', assumed: 2 });
	});

	it('has a plain way for every kind of work, dearer than or as dear as every way that is taken', () => {
		const taken = ROUTES.filter(({ id, node }) => node !== null && !DEAR_WHEN_FEW.has(id));
		for (const { id, work } of taken) {
			for (const rows of [1, 10, 99, 1000]) {
				expect(priceOf(id, rows).credits).toBeLessThanOrEqual(baselineOf(work, rows));
			}
		}
	});

	it('is what docs/routes.md says (else run `npm run docs`)', () => {
		expect(readFileSync(join(__dirname, '../../docs/routes.md'), 'utf8')).toBe(routesPage());
	});
});
