import { memoryState, processState } from '../../nodes/shared/state/memory';
import { handClock, MINUTE } from './clock';

const KB = 1024;

describe('Memory store within its bounds', () => {
	test('given more than it may hold, the values unused for longest go first', async () => {
		const state = memoryState(Date.now, 80 * KB);
		const value = 'x'.repeat(20 * KB);
		for (const key of ['a', 'b', 'c']) await state.put(key, value, MINUTE);
		await state.get('a');
		await state.put('d', value, MINUTE);
		const kept = await Promise.all(['a', 'b', 'c', 'd'].map((key) => state.get(key)));
		expect(kept.map((found) => found !== undefined)).toEqual([true, false, true, true]);
	});

	test('given a value bigger than all room, it is not kept and pushes nothing out', async () => {
		const state = memoryState(Date.now, 80 * KB);
		await state.put('small', 1, MINUTE);
		expect(await state.once('big', MINUTE, async () => 'x'.repeat(90 * KB))).toMatchObject({
			hit: false,
		});
		expect(await state.get('big')).toBeUndefined();
		expect(await state.get('small')).toBe(1);
	});

	test('given values of the same key again and again, only the last takes room', async () => {
		const state = memoryState(Date.now, 80 * KB);
		await state.put('other', 1, MINUTE);
		for (let i = 0; i < 50; i += 1) await state.put('key', 'x'.repeat(20 * KB), MINUTE);
		expect(await state.get('other')).toBe(1);
	});

	test('given values whose life is over, they make room before living ones go', async () => {
		const clock = handClock();
		const state = memoryState(clock.now, 80 * KB);
		await state.put('old', 'x'.repeat(60 * KB), MINUTE);
		clock.forward(MINUTE);
		await state.put('living', 'x'.repeat(40 * KB), MINUTE);
		await state.put('new', 'x'.repeat(20 * KB), MINUTE);
		expect(await state.get('living')).toBeDefined();
		expect(await state.get('new')).toBeDefined();
	});

	test('given big values, the marks that stop duplicates and the counters stay', async () => {
		const state = memoryState(Date.now, 80 * KB);
		await state.firstSeen('event', MINUTE);
		await state.count('used', 'x', 5);
		for (let i = 0; i < 20; i += 1) await state.put(`key${i}`, 'x'.repeat(20 * KB), MINUTE);
		expect(await state.firstSeen('event', MINUTE)).toBe(false);
		expect(await state.counted('used', MINUTE)).toMatchObject({ total: 5 });
	});
});

test('Given two nodes of one process, they share the one default store', async () => {
	await processState().put('shared by all nodes', 1, MINUTE);
	expect(await processState().get('shared by all nodes')).toBe(1);
	expect(processState().scope).toBe('process');
});
