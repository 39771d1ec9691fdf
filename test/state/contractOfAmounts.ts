import type { SharedState } from '../../nodes/shared/state/sharedState';
import { handClock, HOUR, MINUTE } from './clock';
import type { OpenStore } from './contract';

const DAY = 24 * HOUR;

export function amountsContract(open: OpenStore): void {
	let clock: ReturnType<typeof handClock>;
	let state: SharedState;
	beforeEach(() => {
		clock = handClock();
		state = open(clock.now);
	});
	afterEach(async () => await state.close());
	const total = async (windowMs = DAY) => (await state.counted('used', windowMs)).total;

	describe('rolling-window counters', () => {
		test('given nothing counted, the total is 0 since never', async () => {
			await state.count('used', 'records.read', 0);
			expect(await state.counted('used', DAY)).toEqual({ total: 0, byField: {}, since: null });
		});

		test('given several fields, the total and each field add up, any name allowed', async () => {
			await state.count('used', 'records.upsert', 10);
			clock.forward(HOUR);
			await state.count('used', 'records.upsert', 3);
			await state.count('used', 'a:b {c} | "d" é', 0.5);
			await state.count('other', 'records.upsert', 99);
			expect(await state.counted('used', DAY)).toEqual({
				total: 13.5,
				byField: { 'records.upsert': 13, 'a:b {c} | "d" é': 0.5 },
				since: clock.now() - HOUR,
			});
		});

		test('given five minutes partly outside the window, they count until wholly outside', async () => {
			clock.forward(MINUTE);
			await state.count('used', 'x', 1);
			clock.forward(14 * MINUTE - 1);
			expect(await total(10 * MINUTE)).toBe(1);
			clock.forward(1);
			expect(await total(10 * MINUTE)).toBe(0);
			expect(await total(11 * MINUTE)).toBe(1);
		});

		test('given counting began inside the window, since says when; else where the window starts', async () => {
			clock.forward(2 * MINUTE + 7);
			const began = clock.now();
			await state.count('used', 'x', 1);
			clock.forward(MINUTE);
			await state.count('used', 'x', 1);
			expect((await state.counted('used', HOUR)).since).toBe(began);
			expect((await state.counted('used', 1000)).since).toBe(clock.now() - 1000);
		});

		test('given a day and more of counting, what is older is forgotten and the rest kept', async () => {
			for (let hour = 0; hour < 50; hour += 1) {
				await state.count('used', `call${hour % 2}`, 1);
				clock.forward(HOUR);
			}
			const counted = await state.counted('used', DAY);
			expect(counted).toMatchObject({ total: 24, byField: { call0: 12, call1: 12 } });
		});

		test('given a window longer than a day or an amount that is none, it is refused', async () => {
			await expect(state.counted('used', DAY + 1)).rejects.toThrow(RangeError);
			await expect(state.count('used', 'x', NaN)).rejects.toThrow(RangeError);
			await expect(state.count('used', 'x', -1)).rejects.toThrow(RangeError);
			expect(await total()).toBe(0);
		});
	});

	describe('reservations', () => {
		const reserve = (amount: number, limit: number) =>
			state.reserve('used', amount, limit, DAY, MINUTE);

		test('given what is counted and reserved, only what fits below the limit is granted', async () => {
			await state.count('used', 'x', 40);
			expect(await reserve(50, 100)).toMatchObject({ granted: true });
			expect(await reserve(11, 100)).toEqual({ granted: false, available: 10 });
			expect(await reserve(10, 100)).toMatchObject({ granted: true });
			expect(await reserve(1, 100)).toEqual({ granted: false, available: 0 });
			expect(await reserve(1, 50)).toEqual({ granted: false, available: 0 });
			expect(await total()).toBe(40);
		});

		test('given many at once, together they never pass the limit', async () => {
			const asked = Array.from({ length: 60 }, () => reserve(3, 100));
			const granted = (await Promise.all(asked)).filter((answer) => answer.granted);
			expect(granted).toHaveLength(33);
			const ids = granted.map((answer) => answer.granted && answer.id);
			expect(new Set(ids).size).toBe(33);
		});

		test('given a reservation that is settled, what was really spent stays', async () => {
			const first = await reserve(100, 100);
			if (!first.granted) throw new Error('not granted');
			await state.settle('used', first.id, 'records.upsert', 30);
			expect(await state.counted('used', DAY)).toMatchObject({ byField: { 'records.upsert': 30 } });
			expect(await reserve(71, 100)).toEqual({ granted: false, available: 70 });
			const second = await reserve(70, 100);
			if (!second.granted) throw new Error('not granted');
			await state.settle('used', second.id, 'records.upsert', 0);
			expect(await reserve(70, 100)).toMatchObject({ granted: true });
		});

		test('given a reservation nobody settles, it frees itself; settled late, it still counts', async () => {
			const late = await reserve(100, 100);
			clock.forward(MINUTE - 1);
			expect(await reserve(1, 100)).toEqual({ granted: false, available: 0 });
			clock.forward(1);
			expect(await reserve(60, 100)).toMatchObject({ granted: true });
			if (!late.granted) throw new Error('not granted');
			await state.settle('used', late.id, 'x', 25);
			expect(await reserve(16, 100)).toEqual({ granted: false, available: 15 });
		});

		test('given a short reservation beside a long one, each keeps its own life', async () => {
			await state.reserve('used', 10, 100, DAY, HOUR);
			await state.reserve('used', 20, 100, DAY, MINUTE);
			clock.forward(2 * MINUTE);
			expect(await reserve(91, 100)).toEqual({ granted: false, available: 90 });
		});
	});

	describe('leases', () => {
		test('given places by weight, what does not fit gets none until one is released', async () => {
			const heavy = await state.lease('calls', 7, 10, MINUTE);
			expect(heavy).toEqual(expect.any(String));
			expect(await state.lease('calls', 4, 10, MINUTE)).toBeUndefined();
			expect(await state.lease('calls', 3, 10, MINUTE)).toEqual(expect.any(String));
			expect(await state.lease('others', 4, 10, MINUTE)).toEqual(expect.any(String));
			await state.release('calls', heavy as string);
			await state.release('calls', heavy as string);
			expect(await state.lease('calls', 8, 10, MINUTE)).toBeUndefined();
			expect(await state.lease('calls', 7, 10, MINUTE)).toEqual(expect.any(String));
		});

		test('given a lease nobody releases, it frees itself', async () => {
			await state.lease('calls', 1, 1, MINUTE);
			clock.forward(MINUTE - 1);
			expect(await state.lease('calls', 1, 1, MINUTE)).toBeUndefined();
			clock.forward(1);
			expect(await state.lease('calls', 1, 1, MINUTE)).toEqual(expect.any(String));
		});

		test('given many at once, no more than the limit get a place', async () => {
			const asked = Array.from({ length: 30 }, () => state.lease('calls', 1, 5, MINUTE));
			expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(5);
		});
	});
}
