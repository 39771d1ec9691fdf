import fc from '../support/seeded';
import { fitBudget } from '../../nodes/shared/core/fitBudget';
import { creditsFor } from '../../nodes/shared/core/prices';
import type { Row } from '../../nodes/shared/core/row';
import { rowKeys } from '../../nodes/shared/core/rowKeys';
import type { WritePlan, WritePlanOptions } from '../../nodes/shared/core/writePlan';
import { keylessRows, planWrites } from '../../nodes/shared/core/writePlan';

/** Few different values, so that keys come twice, also across two fields and with an id beside them. */
const cell = fc.oneof(
	fc.constantFrom('a', 'A', ' a ', 'b', 'c', '', ' ', null, undefined, 0, -0, 7, '7', true, {}),
	fc.string({ maxLength: 2 }),
);
const record = fc.record(
	{ id: fc.constantFrom('1', '2', ''), Email: cell, Phone: cell, Note: cell },
	{ requiredKeys: [] },
);
const rows = fc
	.array(record, { maxLength: 150, size: 'max' })
	.map((records) => records.map((each, index): Row => ({ index, record: each })));
const options: fc.Arbitrary<WritePlanOptions> = fc.record({
	keyFields: fc.constantFrom([], ['Email'], ['Email', 'Phone']),
	sameKey: fc.constantFrom('laterCall', 'lastWins', 'firstWins', 'error'),
	emptyKey: fc.constantFrom('error', 'insert', 'skip'),
	keepApart: fc.boolean(),
	sameCase: fc.boolean(),
	batchSize: fc.constantFrom(1, 3, 10, 25, 100),
});

const priceOf = (count: number) => creditsFor('records.upsert', count).credits;
const costOf = ({ calls }: WritePlan) =>
	calls.reduce((sum, call) => sum + priceOf(call.rows.length), 0);
const keysOf = ({ record: one }: Row, { keyFields, sameCase }: WritePlanOptions) =>
	rowKeys(one, keyFields, sameCase);

/** The plan of these rows for these options, for each of many. */
const planned = (check: (plan: WritePlan, given: Row[], chosen: WritePlanOptions) => void): void =>
	fc.assert(
		fc.property(rows, options, (given, chosen) => check(planWrites(given, chosen), given, chosen)),
		{ numRuns: 400 },
	);

describe('A plan of writes', () => {
	it('sends each row in exactly one call, or says why not', () => {
		planned(({ calls, settled }, given) => {
			const sent = calls.flatMap((call) => call.rows.map(({ index }) => index));
			expect([...sent, ...settled.keys()].sort((a, b) => a - b)).toEqual(
				given.map(({ index }) => index),
			);
		});
	});

	it('puts at least one row and at most a batch into a call, in the order of the input', () => {
		planned(({ calls }, _, { batchSize }) => {
			for (const { rows: sent } of calls) {
				expect(sent.length).toBeGreaterThan(0);
				expect(sent.length).toBeLessThanOrEqual(batchSize);
				const order = sent.map(({ index }) => index);
				expect(order).toEqual([...order].sort((a, b) => a - b));
			}
		});
	});

	it('never holds a key twice in one call, and sends rows of one key in order, each after the one before', () => {
		planned(({ calls }, _, chosen) => {
			if (!chosen.keepApart) return;
			const last = new Map<string, { call: number; index: number }>();
			const reaches = (from: number, to: number): boolean =>
				calls[from].after.some((earlier) => earlier === to || reaches(earlier, to));
			for (const [call, { rows: sent }] of calls.entries()) {
				for (const row of sent) {
					for (const key of keysOf(row, chosen)) {
						const before = last.get(key);
						if (before) {
							expect(before.call).toBeLessThan(call);
							expect(before.index).toBeLessThan(row.index);
							expect(reaches(call, before.call)).toBe(true);
						}
						last.set(key, { call, index: row.index });
					}
				}
			}
		});
	});

	it('lets a call wait for earlier ones only', () => {
		planned(({ calls }) => {
			for (const [at, { after }] of calls.entries())
				for (const earlier of after) expect(earlier).toBeLessThan(at);
		});
	});

	it('lets one row of each key through, where a rule chooses a winner', () => {
		planned(({ calls, settled }, given, chosen) => {
			if (!chosen.keepApart || chosen.sameKey === 'laterCall') return;
			const sent = calls.flatMap((call) => call.rows.flatMap((row) => keysOf(row, chosen)));
			expect(new Set(sent).size).toBe(sent.length);
			for (const [index, outcome] of settled) {
				const winner = (outcome.details as { row?: number }).row;
				if (winner === undefined) continue;
				const mine = keysOf(given[index], chosen);
				expect(keysOf(given[winner], chosen).some((key) => mine.includes(key))).toBe(true);
				expect(settled.has(winner)).toBe(false);
			}
		});
	});

	it('knows the rows without a key beforehand', () => {
		planned(({ settled }, given, chosen) => {
			const empty = [...settled].filter(([, { code }]) => code === 'EMPTY_KEY');
			expect([...keylessRows(given, chosen)]).toEqual(empty);
		});
	});

	it('costs what its rows cost at least: a credit for each started ten of a call', () => {
		planned((plan, _, { batchSize }) => {
			const count = plan.calls.reduce((sum, call) => sum + call.rows.length, 0);
			expect(costOf(plan)).toBeGreaterThanOrEqual(Math.ceil(count / 10));
			const isWhole = plan.calls.every(({ after }) => after.length === 0);
			if (isWhole && batchSize % 10 === 0) expect(costOf(plan)).toBe(Math.ceil(count / 10));
		});
	});

	it('never gets cheaper by more rows', () => {
		planned((plan, given, chosen) => {
			const fewer = planWrites(given.slice(0, -1), chosen);
			// A later row may take an earlier one's place, which then is not paid for.
			if (chosen.sameKey !== 'lastWins') expect(costOf(fewer)).toBeLessThanOrEqual(costOf(plan));
		});
	});
});

describe('A plan that is cut to a budget', () => {
	it('spends no more, loses no row, and keeps the order of calls', () => {
		fc.assert(
			fc.property(rows, options, fc.nat({ max: 30 }), (given, chosen, credits) => {
				const plan = planWrites(given, chosen);
				const { calls, left } = fitBudget(plan.calls, credits, priceOf);
				expect(costOf({ ...plan, calls })).toBeLessThanOrEqual(credits);
				const all = plan.calls.flatMap((call) => call.rows);
				expect([...calls.flatMap((call) => call.rows), ...left]).toEqual(all);
				if (costOf(plan) <= credits) expect(left).toEqual([]);
				// One row more would not have been paid for.
				const open = credits - costOf({ ...plan, calls });
				const isFull = (calls.at(-1)?.rows.length ?? 0) % 10 === 0;
				if (left.length > 0 && open > 0) expect(isFull && open >= 1).toBe(false);
			}),
			{ numRuns: 400 },
		);
	});
});
