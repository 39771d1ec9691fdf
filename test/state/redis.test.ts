import { Redis } from 'ioredis';
import { redisState, type RedisOptions } from '../../nodes/shared/state/redis';
import { HOUR, MINUTE } from './clock';
import { describeWithRedis } from './redisServer';

describeWithRedis('Redis store', (server) => {
	let looker: Redis;
	let prefix = 0;
	beforeAll(() => {
		looker = new Redis(server().port, '127.0.0.1');
	});
	afterAll(() => looker.disconnect());
	beforeEach(async () => {
		prefix += 1;
		await looker.flushall();
	});
	const open = (options: RedisOptions = {}) =>
		redisState({ host: '127.0.0.1', port: server().port, prefix: `p${prefix}` }, options);
	const connections = async () =>
		String(await looker.client('LIST'))
			.trim()
			.split('\n').length - 1;
	const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

	test('given every kind of entry, each key has the prefix, the layout version, a tag and a life', async () => {
		const state = open();
		await state.put('org:fields', 1, MINUTE);
		await state.firstSeen('event', MINUTE);
		await state.count('used', 'records.read', 3, 'entry');
		await state.reserve('used', 3, 100, HOUR, MINUTE);
		await state.lease('calls', 1, 10, MINUTE);
		let lock: string[] = [];
		await state.once('making', MINUTE, async () => {
			lock = await looker.keys('*:lock:*');
		});
		const keys = await looker.keys('*');
		expect([...keys, ...lock].sort()).toEqual([
			`p${prefix}:v1:fields:{used}`,
			`p${prefix}:v1:leases:{calls}`,
			`p${prefix}:v1:lock:{making}`,
			`p${prefix}:v1:reserved:{used}`,
			`p${prefix}:v1:seen:{event}`,
			`p${prefix}:v1:told:entry:{used}`,
			`p${prefix}:v1:totals:{used}`,
			`p${prefix}:v1:value:{making}`,
			`p${prefix}:v1:value:{org:fields}`,
		]);
		for (const key of keys) expect(await looker.pttl(key)).toBeGreaterThan(0);
		await state.close();
	});

	test('given spending that is told again as its answer was lost, it counts once', async () => {
		const state = open();
		const total = async () => (await state.counted('used', HOUR)).total;
		await state.count('used', 'x', 3, 'entry');
		await state.count('used', 'x', 3, 'entry');
		await state.count('used', 'x', 4, 'another entry');
		expect(await total()).toBe(7);
		const answer = await state.reserve('used', 50, 100, HOUR, MINUTE);
		if (!answer.granted) throw new Error('not granted');
		await state.settle('used', answer.id, 'x', 20);
		await state.settle('used', answer.id, 'x', 20);
		expect(await total()).toBe(27);
		await state.close();
	});

	test('given a short reservation after a long one, Redis clears neither away too early', async () => {
		const state = open();
		await state.reserve('used', 1, 100, HOUR, HOUR);
		await state.reserve('used', 1, 100, HOUR, MINUTE);
		expect(await looker.pttl(`p${prefix}:v1:reserved:{used}`)).toBeGreaterThan(HOUR - MINUTE);
		await state.close();
	});

	test('given a process whose clock is wrong, lives follow the clock of Redis', async () => {
		const state = open();
		await state.put('key', 1, MINUTE);
		await state.lease('calls', 1, 1, MINUTE);
		await state.count('used', 'x', 1);
		const [seconds] = await looker.time();
		const wrong = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 24 * HOUR);
		expect(await state.get('key')).toBe(1);
		expect(await state.lease('calls', 1, 1, MINUTE)).toBeUndefined();
		const { since } = await state.counted('used', HOUR);
		expect(Math.abs((since ?? 0) - seconds * 1000)).toBeLessThan(5000);
		wrong.mockRestore();
		await state.close();
	});

	test('given more entries than one scan step sees, drop takes them all', async () => {
		const state = open();
		await Promise.all(Array.from({ length: 2500 }, (_, i) => state.put(`o:${i}`, i, MINUTE)));
		await state.put('p:1', 1, MINUTE);
		expect(await state.drop('o:')).toBe(2500);
		expect(await state.get('p:1')).toBe(1);
		await state.close();
	});

	test('given many calls at once, one connection serves them; unused, it closes by itself', async () => {
		const state = open({ idleMs: 200 });
		await Promise.all(Array.from({ length: 50 }, (_, i) => state.get(`key${i}`)));
		expect(await connections()).toBe(1);
		await pause(150);
		await state.get('key');
		await pause(150);
		expect(await connections()).toBe(1);
		await pause(600);
		expect(await connections()).toBe(0);
		expect(await state.get('key')).toBeUndefined();
		await state.close();
	});

	test('given a close amid calls, they are answered, and the next call connects anew', async () => {
		const state = open();
		const asked = Array.from({ length: 20 }, (_, i) => state.put(`key${i}`, i, MINUTE));
		await state.close();
		await Promise.all(asked);
		expect(await connections()).toBe(0);
		expect(await state.get('key19')).toBe(19);
		await Promise.all([state.close(), state.close()]);
		expect(await connections()).toBe(0);
	});

	test('given a make longer than the life of its lock, the lock is renewed and no one else makes', async () => {
		const [one, two] = [open({ lockMs: 300 }), open({ lockMs: 300 })];
		let asked: Promise<unknown> | undefined;
		const make = jest.fn(async () => {
			asked = two.once('key', MINUTE, make);
			await pause(1200);
			return 'slow';
		});
		const answers = [await one.once('key', MINUTE, make), await asked];
		expect(answers).toEqual([
			{ value: 'slow', hit: false },
			{ value: 'slow', hit: true },
		]);
		expect(make).toHaveBeenCalledTimes(1);
		await Promise.all([one.close(), two.close()]);
	});

	test('given a make that fails in one process, another that waits makes it at once', async () => {
		const [one, two] = [open(), open()];
		let asked: Promise<unknown> | undefined;
		const fail = async () => {
			asked = two.once('key', MINUTE, async () => 'good');
			await pause(200);
			throw new Error('Zoho answered 500');
		};
		const began = Date.now();
		await expect(one.once('key', MINUTE, fail)).rejects.toThrow('Zoho answered 500');
		expect(await asked).toEqual({ value: 'good', hit: false });
		expect(Date.now() - began).toBeLessThan(3000);
		await Promise.all([one.close(), two.close()]);
	});
});
