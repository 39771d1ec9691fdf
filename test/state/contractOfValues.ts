import type { SharedState } from '../../nodes/shared/state/sharedState';
import { handClock, MINUTE, SECOND } from './clock';
import type { OpenStore } from './contract';

export function valuesContract(open: OpenStore): void {
	let clock: ReturnType<typeof handClock>;
	let state: SharedState;
	beforeEach(() => {
		clock = handClock();
		state = open(clock.now);
	});
	afterEach(async () => await state.close());

	describe('values', () => {
		test('given a kept value, it is there until its life is over, then not', async () => {
			await state.put('org:fields:Leads', { fields: ['Email'] }, MINUTE);
			clock.forward(MINUTE - 1);
			expect(await state.get('org:fields:Leads')).toEqual({ fields: ['Email'] });
			clock.forward(1);
			expect(await state.get('org:fields:Leads')).toBeUndefined();
		});

		test('given a key never kept, there is nothing; null and undefined are kept as null', async () => {
			expect(await state.get('nothing')).toBeUndefined();
			await state.put('null', null, MINUTE);
			await state.put('undefined', undefined, MINUTE);
			expect(await state.get('null')).toBeNull();
			expect(await state.get('undefined')).toBeNull();
		});

		test('given one who changes what he got or put, the kept value stays as it was', async () => {
			const list = ['a'];
			await state.put('list', list, MINUTE);
			list.push('b');
			((await state.get('list')) as string[]).push('c');
			expect(await state.get('list')).toEqual(['a']);
		});

		test('given a second put, value and life are the new ones', async () => {
			await state.put('key', 1, MINUTE);
			await state.put('key', 'two\nlines: ü €', 2 * MINUTE);
			clock.forward(MINUTE + SECOND);
			expect(await state.get('key')).toBe('two\nlines: ü €');
		});

		test('given a prefix, drop takes what begins so and nothing else', async () => {
			for (const key of ['o1:fields:Leads', 'o1:fields:Deals', 'o1:users', 'o10:fields:Leads']) {
				await state.put(key, 1, MINUTE);
			}
			expect(await state.drop('o1:fields:')).toBe(2);
			expect(await state.get('o1:fields:Leads')).toBeUndefined();
			expect(await state.get('o1:users')).toBe(1);
			expect(await state.get('o10:fields:Leads')).toBe(1);
			expect(await state.drop('o1:fields:')).toBe(0);
		});

		test('given a prefix with pattern characters, they stand for themselves', async () => {
			await state.put('a*b:1', 1, MINUTE);
			await state.put('axb:1', 1, MINUTE);
			await state.put('[a]:1', 1, MINUTE);
			expect(await state.drop('a*')).toBe(1);
			expect(await state.drop('[a]')).toBe(1);
			expect(await state.get('axb:1')).toBe(1);
		});
	});

	describe('one flight per key', () => {
		test('given many who ask at once, make runs once; only the one who made it missed', async () => {
			let made = 0;
			const make = async () => {
				await Promise.resolve();
				return { made: ++made };
			};
			const asked = Array.from({ length: 20 }, () => state.once('key', MINUTE, make));
			const answers = await Promise.all(asked);
			expect(answers.map(({ value }) => value)).toEqual(Array(20).fill({ made: 1 }));
			expect(answers.filter(({ hit }) => !hit)).toHaveLength(1);
			expect(new Set(answers.map(({ value }) => value)).size).toBe(20);
		});

		test('given a kept value, it is a hit until its life, begun when made, is over', async () => {
			const slow = async () => {
				clock.forward(30 * SECOND);
				return 1;
			};
			expect(await state.once('key', MINUTE, slow)).toEqual({ value: 1, hit: false });
			clock.forward(MINUTE - 1);
			expect(await state.once('key', MINUTE, async () => 2)).toEqual({ value: 1, hit: true });
			expect(await state.get('key')).toBe(1);
			clock.forward(1);
			expect(await state.once('key', MINUTE, async () => 2)).toEqual({ value: 2, hit: false });
		});

		test('given a make that fails, all who wait get its error, and the next one tries anew', async () => {
			const cause = new Error('Zoho answered 500');
			const fail = jest.fn(async () => await Promise.reject(cause));
			const asked = [1, 2, 3].map(async () => await state.once('key', MINUTE, fail));
			const ends = await Promise.allSettled(asked);
			expect(ends).toEqual(Array(3).fill({ status: 'rejected', reason: cause }));
			expect(fail).toHaveBeenCalledTimes(1);
			expect(await state.get('key')).toBeUndefined();
			const next = await state.once('key', MINUTE, async () => 'now');
			expect(next).toEqual({ value: 'now', hit: false });
		});

		test('given a kept value that is dropped, it is made anew', async () => {
			await state.once('key', MINUTE, async () => 1);
			await state.drop('key');
			expect(await state.once('key', MINUTE, async () => 2)).toEqual({ value: 2, hit: false });
		});
	});

	describe('seen before', () => {
		test('given a key shown again and again, it is first only once within its life', async () => {
			expect(await state.firstSeen('channel:1', MINUTE)).toBe(true);
			clock.forward(MINUTE - 1);
			expect(await state.firstSeen('channel:1', MINUTE)).toBe(false);
			clock.forward(1);
			expect(await state.firstSeen('channel:1', MINUTE)).toBe(true);
		});

		test('given ten at once, one of them is first', async () => {
			const shown = Array.from({ length: 10 }, () => state.firstSeen('key', MINUTE));
			expect((await Promise.all(shown)).filter(Boolean)).toHaveLength(1);
		});

		test('given a value of the same name, neither touches the other', async () => {
			await state.firstSeen('key', MINUTE);
			expect(await state.get('key')).toBeUndefined();
			expect(await state.drop('key')).toBe(0);
			expect(await state.firstSeen('key', MINUTE)).toBe(false);
		});
	});
}
