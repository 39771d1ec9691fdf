import { processState } from '../../nodes/shared/state/memory';
import { openState } from '../../nodes/shared/state/openState';
import { MINUTE } from './clock';
import { describeWithRedis } from './redisServer';

test('Given Memory, the one store of the process is opened', () => {
	expect(openState({ store: 'memory' })).toBe(processState());
});

test('Given the same Redis settings the store is the same, given others it is another', () => {
	const redis = { store: 'redis' as const, host: 'cache', port: 6379 };
	const first = openState({ ...redis, password: 'a' });
	expect(openState({ password: 'a', ...redis })).toBe(first);
	expect(openState({ ...redis, password: 'b' })).not.toBe(first);
	expect(openState({ ...redis, password: 'a', prefix: 'n8n-2' })).not.toBe(first);
});

describeWithRedis('Given two n8n on one Redis', (server) => {
	test('with different prefixes they do not see each other', async () => {
		const redis = { store: 'redis' as const, host: '127.0.0.1', port: server().port };
		const [one, two] = [
			openState({ ...redis, prefix: 'one' }),
			openState({ ...redis, prefix: 'two' }),
		];
		await one.put('key', 1, MINUTE);
		expect(await two.get('key')).toBeUndefined();
		expect(await two.drop('')).toBe(0);
		expect(await one.get('key')).toBe(1);
		await Promise.all([one.close(), two.close()]);
	});
});
