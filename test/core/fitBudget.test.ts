import { fitBudget } from '../../nodes/shared/core/fitBudget';
import type { Row } from '../../nodes/shared/core/row';
import type { WriteCall } from '../../nodes/shared/core/writePlan';
import { planWrites } from '../../nodes/shared/core/writePlan';
import { seeded, seeds } from './seeded';

const perTen = (rows: number): number => Math.ceil(rows / 10);
const flat = (): number => 1;

/** Calls of so many rows each, one after another. */
function callsOf(...sizes: number[]): WriteCall[] {
	let index = 0;
	const row = (): Row => ({ index: index++, record: {} });
	return sizes.map((size) => ({ rows: Array.from({ length: size }, row), after: [] }));
}
const sizesOf = (calls: readonly WriteCall[]): number[] => calls.map(({ rows }) => rows.length);

describe('Given a number of credits', () => {
	it.each([
		[25, [100, 100, 50], 0],
		[26, [100, 100, 50], 0],
		[24, [100, 100, 40], 10],
		[20, [100, 100], 50],
		[11, [100, 10], 140],
		[10, [100], 150],
		[1, [10], 240],
		[0, [], 250],
		[-3, [], 250],
	])('%i pay for calls of %j of 250 rows, %i stay behind', (credits, sizes, left) => {
		const fit = fitBudget(callsOf(100, 100, 50), credits, perTen);
		expect([sizesOf(fit.calls), fit.left.length]).toEqual([sizes, left]);
	});

	it('a call with one price goes out whole or not at all', () => {
		const fit = fitBudget(callsOf(100, 100, 50), 2, flat);
		expect([sizesOf(fit.calls), fit.left.length]).toEqual([[100, 100], 50]);
	});

	it('the last credits buy the first rows of a call, in their order', () => {
		const fit = fitBudget(callsOf(5, 25), 2, perTen);
		expect(fit.calls.map(({ rows }) => rows.map(({ index }) => index))).toEqual([
			[0, 1, 2, 3, 4],
			[5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
		]);
		expect(fit.left.map(({ index }) => index)).toEqual([
			15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
		]);
	});

	it('nothing is sent behind a call that was cut, even where it would fit', () => {
		const dearWhenBig = (rows: number): number => (rows > 10 ? 3 : 1);
		const fit = fitBudget(callsOf(100, 5), 2, dearWhenBig);
		expect([sizesOf(fit.calls), fit.left.length]).toEqual([[10], 95]);
	});

	it('the plan itself stays as it was', () => {
		const calls = callsOf(100, 100);
		fitBudget(calls, 15, perTen);
		expect(sizesOf(calls)).toEqual([100, 100]);
	});
});

describe('For any plan and any budget', () => {
	it.each(seeds(40))('keeps order, waiting and the limit, and loses no row (seed %i)', (seed) => {
		const chance = seeded(seed);
		const rows = Array.from({ length: chance.below(400) }, (_, index) => ({
			index,
			record: { Email: `v${chance.below(200)}` },
		}));
		const { calls } = planWrites(rows, {
			keyFields: ['Email'],
			sameKey: 'laterCall',
			emptyKey: 'error',
			keepApart: true,
			batchSize: chance.pick([1, 7, 30, 100]),
		});
		const credits = chance.below(60);
		const fit = fitBudget(calls, credits, perTen);
		const spent = fit.calls.reduce((sum, call) => sum + perTen(call.rows.length), 0);
		expect(spent).toBeLessThanOrEqual(credits);
		expect([...fit.calls.flatMap((call) => call.rows), ...fit.left]).toEqual(
			calls.flatMap((call) => call.rows),
		);
		expect(fit.calls.map(({ after }) => after)).toEqual(
			calls.slice(0, fit.calls.length).map(({ after }) => after),
		);
		if (fit.left.length > 0) expect(spent).toBe(credits);
	});
});
