import fc from '../support/seeded';
import { sum } from 'lodash';
import { attributeWrite } from '../../nodes/shared/core/attribution';
import type { Spend } from '../../nodes/shared/core/report';
import { reportRun } from '../../nodes/shared/core/report';
import { withCredits } from '../../nodes/shared/ui/creditOutput';
import { putRestOnFirst } from '../../nodes/shared/ui/restOnFirst';

const spend: fc.Arbitrary<Spend> = fc.record({
	call: fc.constantFrom('records.upsert', 'coql.query', 'fields.list'),
	cost: fc.nat({ max: 600 }),
	uncertain: fc.nat({ max: 10 }),
	basis: fc.constantFrom('documented', 'assumed', 'live'),
	purpose: fc.constantFrom('work', 'overhead'),
}) as fc.Arbitrary<Spend>;

const reportOf = (spends: Spend[]) =>
	reportRun(spends, {
		remaining: null,
		remainingAt: null,
		used24h: null,
		allowance: null,
		baseline: null,
		thresholds: [],
	});

describe('Credits of a write call', () => {
	it('are shared by its records in whole credits, for whatever it cost', () => {
		fc.assert(
			fc.property(fc.nat({ max: 600 }), fc.integer({ min: 1, max: 120 }), (cost, records) => {
				const shares = attributeWrite(cost, records);
				expect(shares).toHaveLength(records);
				expect(sum(shares)).toBe(cost);
				for (const [at, share] of shares.entries()) {
					expect(Number.isInteger(share) && share >= 0).toBe(true);
					if (at % 10 !== 0) expect(share).toBe(0);
				}
				const carriers = shares.filter((_, at) => at % 10 === 0);
				expect(Math.max(...carriers) - Math.min(...carriers)).toBeLessThanOrEqual(1);
			}),
		);
	});
});

describe('A report', () => {
	it('is the sum of its calls, however they are split', () => {
		fc.assert(
			fc.property(fc.array(spend), (spends) => {
				const report = reportOf(spends);
				expect(report.cost).toBe(sum(spends.map(({ cost }) => cost)));
				expect(sum(report.byCall.map(({ cost }) => cost))).toBe(report.cost);
				expect(sum(report.byCall.map(({ calls }) => calls))).toBe(spends.length);
				expect(report.overhead).toBeLessThanOrEqual(report.cost);
			}),
		);
	});

	it('is what the items of all outputs carry together, and stands on the first of each', () => {
		const item = fc.record({ cost: fc.nat({ max: 5 }) });
		const outputs = fc.array(fc.array(item, { maxLength: 8 }), { minLength: 1, maxLength: 2 });
		fc.assert(
			fc.property(
				outputs,
				fc.array(spend),
				fc.constantFrom('first' as const, 'every' as const),
				(given, spends, detail) => {
					const report = reportOf(spends);
					const priced = given.map((output) =>
						output.map(({ cost }, at) => ({ json: { at }, cost, pairedItem: { item: at } })),
					);
					const all = priced.flat();
					if (all.length === 0) return;
					// Items never carry more than was spent.
					const shares = sum(all.map(({ cost }) => cost));
					if (shares > report.cost) for (const one of all) one.cost = 0;
					putRestOnFirst(all, report.cost);
					const made = withCredits(priced, report, detail);
					const credits = made.map((output) =>
						output.map(({ json }) => json.credits as { cost: number; run?: unknown }),
					);
					expect(sum(credits.flat().map(({ cost }) => cost))).toBe(report.cost);
					for (const output of credits)
						for (const [at, { run }] of output.entries())
							expect(run !== undefined).toBe(at === 0 || detail === 'every');
				},
			),
		);
	});
});
