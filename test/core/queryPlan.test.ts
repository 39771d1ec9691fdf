import { cheapestFor, grownPrice, knownPrice, nextLimit } from '../../nodes/shared/core/queryPlan';

/** By trying every sequence of steps. */
function cheapestByTrying(rows: number): number {
	const best = [0];
	for (let row = 1; row <= rows; row++) {
		best[row] = Math.min(
			best[Math.max(0, row - 200)] + 1,
			best[Math.max(0, row - 1000)] + 2,
			best[Math.max(0, row - 2000)] + 3,
		);
	}
	return best[rows];
}

describe('LIMITs of a query', () => {
	it('for a known number of rows are the cheapest there are', () => {
		for (const rows of [
			1, 200, 201, 400, 401, 1000, 1001, 1200, 1201, 2000, 2001, 3999, 4400, 9001,
		]) {
			expect([rows, cheapestFor(rows)]).toEqual([rows, cheapestByTrying(rows)]);
			expect(knownPrice(rows).credits).toBe(cheapestFor(rows));
		}
	});

	it('begin small where that costs nothing more', () => {
		expect(nextLimit({ wanted: 300, expected: 0, calls: 0 })).toBe(200);
		expect(nextLimit({ wanted: 1100, expected: 0, calls: 0 })).toBe(200);
		expect(nextLimit({ wanted: 1000, expected: 0, calls: 0 })).toBe(1000);
		expect(nextLimit({ wanted: 3000, expected: 0, calls: 0 })).toBe(1000);
	});

	it('grow with need for an unknown number, and fill their price', () => {
		const grown = [0, 1, 2, 3].map((calls) => nextLimit({ wanted: null, expected: 0, calls }));
		expect(grown).toEqual([200, 1000, 2000, 2000]);
		expect(nextLimit({ wanted: null, expected: 450, calls: 0 })).toBe(1000);
	});

	it('cost at most one credit more than 200 rows a query, and only between 201 and 400 rows', () => {
		for (let rows = 0; rows <= 12_000; rows += 50) {
			const plain = Math.max(1, Math.ceil(rows / 200));
			const more = grownPrice(rows).credits - plain;
			expect(more).toBeLessThanOrEqual(rows > 200 && rows <= 400 ? 1 : 0);
		}
	});
});
