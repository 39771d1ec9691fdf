import {
	bulkReadPrice,
	chooseExport,
	queryFault,
	rowsWhereJobsWin,
} from '../../nodes/shared/core/exportPlan';
import { knownPrice } from '../../nodes/shared/core/queryPlan';

describe('The cheapest way of an export', () => {
	it('changes where jobs become cheaper than queries, not before', () => {
		const border = rowsWhereJobsWin();
		expect(bulkReadPrice(border).credits).toBeLessThan(knownPrice(border).credits);
		expect(bulkReadPrice(border - 1).credits).toBe(knownPrice(border - 1).credits);
		expect(chooseExport(border - 1, 'cheapest', null).route).toBe('coql');
		expect(chooseExport(border, 'cheapest', null).route).toBe('bulkRead');
	});

	it.each([
		[1, 1, 52],
		[200_000, 1, 52],
		[200_001, 2, 104],
		[450_000, 3, 156],
	])(
		'by jobs, %i rows take %i of them and %i credits with status and download',
		(rows, pages, credits) => {
			expect(bulkReadPrice(rows)).toMatchObject({ pages, credits, calls: pages * 3 });
		},
	);

	it.each([
		[100, 'bulkRead', null, 'bulkRead'],
		[100, 'cheapest', 'a long text', 'bulkRead'],
		[null, 'cheapest', null, 'bulkRead'],
		[100_000, 'coql', null, 'coql'],
		[0, 'cheapest', null, 'coql'],
	] as const)('of %j rows, wished %s, without a query as %j: %s', (rows, wish, noQuery, route) => {
		expect(chooseExport(rows, wish, noQuery).route).toBe(route);
	});

	it('says what the other way would have cost', () => {
		expect(chooseExport(450_000, 'coql', null)).toMatchObject({
			price: { credits: 675 },
			other: { credits: 156 },
		});
	});

	it('is by jobs for more columns than a query gives', () => {
		const columns = Array.from({ length: 51 }, (_, at) => ({
			path: `F${at}`,
			type: 'text' as const,
		}));
		expect(queryFault(columns)).toContain('these are 51');
		expect(queryFault(columns.slice(1))).toBeNull();
	});
});
