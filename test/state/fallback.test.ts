import { withFallback } from '../../nodes/shared/state/fallback';
import { memoryState } from '../../nodes/shared/state/memory';
import type { SharedState } from '../../nodes/shared/state/sharedState';
import { breakable } from './breakable';
import { handClock, HOUR, MINUTE, SECOND } from './clock';

const GONE = 'Redis at cache:6379 refused the connection.';

function story() {
	const clock = handClock();
	const redis: SharedState = { ...memoryState(clock.now), scope: 'shared' };
	const primary = breakable(redis);
	const spare = memoryState(clock.now);
	const reasons: string[] = [];
	const open = () =>
		withFallback(primary.state, spare, (reason) => reasons.push(reason), { now: clock.now });
	return { clock, redis, primary, spare, reasons, open };
}

describe('Given a shared store that serves', () => {
	test('everything goes there and nothing is said', async () => {
		const { redis, spare, reasons, open } = story();
		const state = open();
		await state.put('key', 1, MINUTE);
		expect(await redis.get('key')).toBe(1);
		expect(await spare.get('key')).toBeUndefined();
		expect([state.scope, state.lost, reasons]).toEqual(['shared', null, []]);
	});

	test('an error that is not a loss stays an error', async () => {
		const { reasons, open } = story();
		const state = open();
		const cause = new Error('Zoho answered 500');
		const failing = state.once('key', MINUTE, async () => await Promise.reject(cause));
		await expect(failing).rejects.toBe(cause);
		await expect(state.counted('used', 48 * HOUR)).rejects.toThrow(RangeError);
		expect([state.lost, reasons]).toEqual([null, []]);
	});
});

describe('Given a shared store that is lost', () => {
	test('the call is answered by the spare, and the reason is told once', async () => {
		const { primary, reasons, open } = story();
		const state = open();
		primary.down = GONE;
		await state.put('key', 1, MINUTE);
		expect(await state.get('key')).toBe(1);
		expect(await state.reserve('used', 5, 10, HOUR, MINUTE)).toMatchObject({ granted: true });
		expect([state.scope, state.lost, reasons]).toEqual(['process', GONE, [GONE]]);
	});

	test('it is left alone for 30 s, then tried again by one call', async () => {
		const { clock, primary, open } = story();
		const state = open();
		primary.down = GONE;
		await state.get('key');
		clock.forward(30 * SECOND - 1);
		await state.get('key');
		expect(primary.calls).toBe(1);
		clock.forward(1);
		await Promise.all([state.get('key'), state.get('key'), state.get('key')]);
		expect(primary.calls).toBe(2);
		expect(state.lost).toBe(GONE);
	});

	test('a run that starts meanwhile does not try it, and is told too', async () => {
		const { primary, reasons, open } = story();
		primary.down = GONE;
		await open().get('key');
		const later = open();
		expect(later.lost).toBe(GONE);
		await later.get('key');
		expect([primary.calls, reasons]).toEqual([1, [GONE, GONE]]);
	});

	test('what was being made is not made twice', async () => {
		const { primary, open } = story();
		const made = jest.fn(async () => 'metadata');
		const redis = primary.state;
		const once: SharedState['once'] = async (key, ttlMs, make) => {
			await make();
			primary.down = GONE;
			return await redis.once(key, ttlMs, make);
		};
		primary.state = { ...redis, once };
		expect(await open().once('key', MINUTE, made)).toMatchObject({ value: 'metadata' });
		expect(made).toHaveBeenCalledTimes(1);
	});
});

describe('Given a shared store that comes back', () => {
	test('it serves again and learns what was spent and dropped meanwhile', async () => {
		const { clock, redis, primary, open } = story();
		const state = open();
		await state.put('org:fields', 'stale', HOUR);
		const held = await state.reserve('used', 50, 100, HOUR, HOUR);
		if (!held.granted) throw new Error('not granted');
		primary.down = GONE;
		await state.count('used', 'records.read', 4);
		await state.count('used', 'records.read', 1);
		await state.settle('used', held.id, 'records.upsert', 20);
		await state.drop('org:');
		expect(await state.counted('used', HOUR)).toMatchObject({ total: 25 });

		primary.down = undefined;
		clock.forward(30 * SECOND);
		expect(await state.get('org:fields')).toBeUndefined();
		expect([state.scope, state.lost]).toEqual(['shared', null]);
		expect(await redis.counted('used', HOUR)).toMatchObject({
			byField: { 'records.read': 5, 'records.upsert': 20 },
		});
	});

	test('what it was told once it is not told again', async () => {
		const { clock, redis, primary, open } = story();
		const state = open();
		for (let outage = 0; outage < 3; outage += 1) {
			primary.down = GONE;
			await state.count('used', 'x', 1);
			primary.down = undefined;
			clock.forward(MINUTE);
			await state.get('key');
		}
		expect(await redis.counted('used', HOUR)).toMatchObject({ total: 3 });
	});

	test('gone again before it was told, it is told the next time', async () => {
		const { clock, redis, primary, open } = story();
		const state = open();
		primary.down = GONE;
		await state.count('used', 'x', 2);
		clock.forward(MINUTE);
		await state.count('used', 'y', 3);
		primary.down = undefined;
		clock.forward(MINUTE);
		await state.get('key');
		expect(await redis.counted('used', HOUR)).toMatchObject({ byField: { x: 2, y: 3 } });
	});

	test('what ended a moment after it was back is told with the next call', async () => {
		const { redis, primary, spare, clock, open } = story();
		const state = open();
		primary.down = GONE;
		await state.get('key');
		let go = () => {};
		const counting = jest.spyOn(spare, 'count').mockImplementation(async () => {
			await new Promise<void>((resolve) => (go = resolve));
		});
		const slow = state.count('used', 'x', 7);
		primary.down = undefined;
		clock.forward(MINUTE);
		await state.get('key');
		go();
		await slow;
		counting.mockRestore();
		await state.get('key');
		expect(await redis.counted('used', HOUR)).toMatchObject({ total: 7 });
	});

	test('an error that is none of its own does not keep it away for another 30 s', async () => {
		const { clock, primary, open } = story();
		const state = open();
		primary.down = GONE;
		await state.get('key');
		primary.down = undefined;
		clock.forward(30 * SECOND);
		const cause = new Error('Zoho answered 500');
		const failing = state.once('key', MINUTE, async () => await Promise.reject(cause));
		await expect(failing).rejects.toBe(cause);
		await state.get('key');
		expect(state.lost).toBeNull();
	});
});

describe('Given places and reservations of a store that is lost, or of the one that stands in', () => {
	const place = async (state: SharedState) => await state.lease('calls', 1, 1, HOUR);
	const reserved = async (state: SharedState) => {
		const answer = await state.reserve('used', 80, 100, HOUR, HOUR);
		return answer.granted ? answer.id : '';
	};

	test('what was held there and ended meanwhile is free when it is back', async () => {
		const { clock, redis, primary, open } = story();
		const state = open();
		const [lease, id] = [await place(state), await reserved(state)];
		primary.down = GONE;
		await state.get('key');
		await state.release('calls', lease as string);
		await state.settle('used', id, 'records.upsert', 30);
		primary.down = undefined;
		clock.forward(MINUTE);
		await state.get('key');
		expect(await place(redis)).toEqual(expect.any(String));
		expect(await redis.reserve('used', 71, 100, HOUR, MINUTE)).toEqual({
			granted: false,
			available: 70,
		});
	});

	test('what stood in gets back what it gave, and the spending goes where it belongs', async () => {
		const { clock, redis, primary, spare, open } = story();
		const state = open();
		primary.down = GONE;
		const [lease, id] = [await place(state), await reserved(state)];
		primary.down = undefined;
		clock.forward(MINUTE);
		await state.get('key');
		await state.release('calls', lease as string);
		await state.settle('used', id, 'records.upsert', 30);
		expect(await place(spare)).toEqual(expect.any(String));
		expect(await spare.reserve('used', 100, 100, HOUR, MINUTE)).toMatchObject({ granted: true });
		expect(await redis.counted('used', HOUR)).toMatchObject({ total: 30 });
	});
});
