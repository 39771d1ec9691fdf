import fc from '../support/seeded';
import { sum } from 'lodash';
import {
	batchIsCheaper,
	batchPrice,
	breakEven,
	cheapestImport,
	jobPrice,
} from '../../nodes/shared/core/bulkRoutes';
import { planImport } from '../../nodes/shared/core/importPlan';
import { creditsFor } from '../../nodes/shared/core/prices';
import { cheapestFor, grownParts, knownParts } from '../../nodes/shared/core/queryPlan';
import { priceParts } from '../../nodes/shared/core/routePrice';

const CALL = 'records.upsert';
const most = breakEven(CALL);
const rows = fc.oneof(
	fc.nat({ max: 6000 }),
	fc.nat({ max: 200_000 }),
	fc.integer({ min: most - 20, max: most + 20 }),
);

describe('Batch or job', () => {
	it('changes at one number of rows, whatever stands before and behind it', () => {
		fc.assert(
			fc.property(rows, (count) => {
				expect(batchIsCheaper(count, CALL)).toBe(count <= most);
				expect(batchIsCheaper(count, CALL)).toBe(batchPrice(count, CALL) <= jobPrice());
			}),
		);
	});

	it('never costs more than either way alone, and never less for more rows', () => {
		const costOf = (count: number) => priceParts(cheapestImport(count, CALL, null)).credits;
		fc.assert(
			fc.property(rows, fc.nat({ max: 3000 }), (count, more) => {
				const jobs = Math.ceil(count / 25_000) * jobPrice();
				expect(costOf(count)).toBeLessThanOrEqual(Math.min(jobs, batchPrice(count, CALL)));
				expect(costOf(count)).toBeLessThanOrEqual(costOf(count + more));
			}),
		);
	});

	it('plans each row into exactly one file or batch, files in full and the tail as is cheapest', () => {
		const sizes = fc.constantFrom(0, 1, 99, 4000, 5300, 24_999, 25_000, 25_001, 29_000, 31_000);
		fc.assert(
			fc.property(sizes, fc.nat({ max: 50 }), fc.boolean(), (size, more, mayBatch) => {
				const given = Array.from({ length: size + more }, (_, index) => ({
					index,
					record: { Email: `${index}@x.example` },
				}));
				const { files, batch } = planImport(
					given,
					{
						module: 'Leads',
						write: 'upsert',
						findBy: 'Email',
						lookups: new Map(),
						layout: '',
						rowKeyField: null,
						rowKeyOf: String,
						numberedKeys: false,
						mayBatch,
					},
					new Map(),
				);
				const all = [...files.flatMap((file) => file.rows), ...batch.map(({ index }) => index)];
				expect(all.sort((a, b) => a - b)).toEqual(given.map(({ index }) => index));
				for (const file of files) expect(file.rows.length).toBeLessThanOrEqual(25_000);
				if (!mayBatch) expect(batch).toEqual([]);
				else {
					const cost = files.length * jobPrice() + batchPrice(batch.length, CALL);
					expect(cost).toBe(priceParts(cheapestImport(given.length, CALL, null)).credits);
				}
			}),
			{ numRuns: 25 },
		);
	}, 120_000);
});

describe('Queries for so many rows', () => {
	const price = (limit: number) => creditsFor('coql.query', limit).credits;
	/** The cheapest by trying all: steps of 200, 1,000 and 2,000 rows, the last one cut to what is left. */
	const best = new Map<number, number>([[0, 0]]);
	const cheapest = (count: number): number => {
		const known = best.get(count);
		if (known !== undefined) return known;
		const ways = [200, 1000, 2000].map(
			(step) => price(Math.min(step, count)) + cheapest(Math.max(0, count - step)),
		);
		best.set(count, Math.min(...ways));
		return Math.min(...ways);
	};

	it('are the cheapest that there are, and ask for exactly those rows', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 12_000 }), (count) => {
				const parts = knownParts(count);
				expect(sum(parts.map(({ size }) => size))).toBe(count);
				expect(priceParts(parts).credits).toBe(cheapest(count));
				expect(cheapestFor(count)).toBe(cheapest(count));
			}),
		);
	});

	it('reach the end, too, where nobody knows how many there are', () => {
		fc.assert(
			fc.property(fc.nat({ max: 50_000 }), (count) => {
				const sizes = grownParts(count).map(({ size }) => Number(size));
				expect(sum(sizes)).toBeGreaterThanOrEqual(count);
				expect(sum(sizes.slice(0, -1))).toBeLessThanOrEqual(count);
			}),
		);
	});
});
