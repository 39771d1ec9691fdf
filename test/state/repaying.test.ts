import { memoryState } from '../../nodes/shared/state/memory';
import { repaying } from '../../nodes/shared/state/repaying';
import { StateLost, type SharedState } from '../../nodes/shared/state/sharedState';
import { breakable } from './breakable';
import { handClock, HOUR, MINUTE } from './clock';

const GONE = 'Redis at cache:6379 refused the connection.';

function story() {
	const redis = memoryState(handClock().now);
	const broken = breakable(redis);
	const state = repaying(broken.state);
	const total = async () => (await redis.counted('used', HOUR)).total;
	return { redis, broken, state, total };
}

const granted = async (state: SharedState, amount: number): Promise<string> => {
	const answer = await state.reserve('used', amount, 100, HOUR, HOUR);
	if (!answer.granted) throw new Error(`${answer.available} are left`);
	return answer.id;
};

describe('Given a store that is lost and comes back, with nothing to go on in meanwhile', () => {
	test('what could not be settled rejects, and is settled before the next call', async () => {
		const { broken, state, total } = story();
		const id = await granted(state, 60);
		broken.down = GONE;
		await expect(state.settle('used', id, 'records.upsert', 45)).rejects.toThrow(StateLost);
		await expect(state.count('used', 'records.read', 5)).rejects.toThrow(GONE);
		broken.down = undefined;
		expect(await state.reserve('used', 51, 100, HOUR, MINUTE)).toEqual({
			granted: false,
			available: 50,
		});
		expect(await total()).toBe(50);
	});

	test('a place that could not be given back is free again at the next call', async () => {
		const { broken, state } = story();
		const place = (await state.lease('calls', 1, 1, HOUR)) as string;
		broken.down = GONE;
		await expect(state.release('calls', place)).rejects.toThrow(GONE);
		broken.down = undefined;
		expect(await state.lease('calls', 1, 1, HOUR)).toEqual(expect.any(String));
	});

	test('what may be held without anybody knowing is given back', async () => {
		const { broken, state } = story();
		broken.mute = GONE;
		await expect(state.lease('calls', 1, 1, HOUR)).rejects.toThrow(GONE);
		await expect(state.reserve('used', 100, 100, HOUR, HOUR)).rejects.toThrow(GONE);
		broken.mute = undefined;
		expect(await state.lease('calls', 1, 1, HOUR)).toEqual(expect.any(String));
		expect(await granted(state, 100)).toEqual(expect.any(String));
	});

	test('everything is told in the order of the calls that use it then, and only once', async () => {
		const { broken, state, total } = story();
		broken.down = GONE;
		for (let at = 0; at < 3; at += 1)
			await expect(state.count('used', 'x', 1)).rejects.toThrow(GONE);
		broken.down = undefined;
		await Promise.all([state.get('key'), state.get('key'), state.count('used', 'x', 10)]);
		await state.get('key');
		expect(await total()).toBe(13);
	});

	test('lost again while it is told, it is told the rest the next time', async () => {
		const { broken, state, total } = story();
		broken.down = GONE;
		await expect(state.count('used', 'x', 1)).rejects.toThrow(GONE);
		await expect(state.count('used', 'y', 2)).rejects.toThrow(GONE);
		await expect(state.get('key')).rejects.toThrow(GONE);
		broken.down = undefined;
		await state.get('key');
		expect(await total()).toBe(3);
	});
});
