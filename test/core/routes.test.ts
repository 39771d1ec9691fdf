import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baselineOf, priceRoute, ROUTES } from '../../nodes/shared/core/routes';
import { routesPage } from '../../scripts/routesPage';

const priceOf = (id: string, rows: number) => {
	const route = ROUTES.find((each) => each.id === id);
	if (!route) throw new Error(`no route ${id}`);
	return priceRoute(route, rows);
};

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
	])('%s of %i rows takes %i calls and %i credits', (id, rows, calls, credits) => {
		expect(priceOf(id, rows)).toMatchObject({ calls, credits });
	});

	it('says which price nobody documents', () => {
		expect(priceOf('massUpdate.massUpdate', 1).basis).toBe('assumed');
		expect(priceOf('upsert.batch', 1).basis).toBe('documented');
	});

	it('has a plain way for every kind of work, dearer than or as dear as every way that is taken', () => {
		for (const { id, work } of ROUTES.filter(({ node }) => node !== null)) {
			for (const rows of [1, 10, 99, 1000]) {
				expect(priceOf(id, rows).credits).toBeLessThanOrEqual(baselineOf(work, rows));
			}
		}
	});

	it('is what docs/routes.md says (else run `npm run docs`)', () => {
		expect(readFileSync(join(__dirname, '../../docs/routes.md'), 'utf8')).toBe(routesPage());
	});
});
