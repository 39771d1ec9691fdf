import { Redis } from 'ioredis';
import { redisState } from '../../nodes/shared/state/redis';
import type { RedisSettings } from '../../nodes/shared/state/redisClient';
import { repaying } from '../../nodes/shared/state/repaying';
import { StateLost } from '../../nodes/shared/state/sharedState';
import { MINUTE } from './clock';
import { forgetfulWire } from './forgetfulWire';
import { openRedisStandIn, type RedisStandIn } from './redisStandIn';
import { describeWithRedis, freePort, startRedis, type RedisServer } from './redisServer';

const PASSWORD = 'correct horse';

async function reasonFor(settings: RedisSettings): Promise<string> {
	const state = redisState(settings);
	const error = await state.get('key').then(
		() => new Error('Redis answered'),
		(thrown: unknown) => thrown,
	);
	await state.close();
	return error instanceof StateLost ? error.reason : String(error);
}

test('Given nothing on that port, the reason says where and that it was refused', async () => {
	const port = await freePort();
	expect(await reasonFor({ host: '127.0.0.1', port })).toBe(
		`Redis at 127.0.0.1:${port} refused the connection: nothing listens there. Check host and port.`,
	);
	expect(await reasonFor({ host: 'localhost', port })).toContain('refused the connection');
});

test('Given a host that does not exist, the reason says so', async () => {
	const reason = await reasonFor({ host: 'no-such-host.invalid', port: 6379 });
	expect(reason).toBe('Redis at no-such-host.invalid:6379 was not found: no such host name.');
});

test('Given an n8n without ioredis, the reason says what to do, and nothing is installed', async () => {
	jest.resetModules();
	jest.doMock('ioredis', () => {
		throw new Error("Cannot find module 'ioredis'");
	});
	const { redisState: open } = await import('../../nodes/shared/state/redis');
	const call = open({ host: '127.0.0.1', port: 6379 }).get('key');
	await expect(call).rejects.toMatchObject({
		name: 'StateLost',
		reason: expect.stringMatching(/does not bring .* \(ioredis\).* Memory in the credential/),
	});
	jest.dontMock('ioredis');
});

describeWithRedis('Given a Redis with a login', () => {
	let locked: RedisServer;
	beforeAll(async () => {
		const acl = ['--user', 'n8n', 'on', `>${PASSWORD}`, '~*', '+@all', '--user', 'weak', 'on'];
		locked = await startRedis(['--requirepass', PASSWORD, ...acl, '>weak', '~*', '+info']);
	});
	afterAll(async () => await locked.stop());
	const to = (more: Partial<RedisSettings>): RedisSettings => ({
		host: '127.0.0.1',
		port: locked.port,
		...more,
	});

	test('with the right login it answers', async () => {
		expect(await reasonFor(to({ password: PASSWORD }))).toContain('Redis answered');
		expect(await reasonFor(to({ user: 'n8n', password: PASSWORD }))).toContain('Redis answered');
		const third = to({ password: PASSWORD, database: 3 });
		expect(await reasonFor(third)).toContain('Redis answered');
	});

	test.each([
		['a wrong password', { password: 'wrong horse' }, /refused the login: wrong user name or pass/],
		['an unknown user', { user: 'nobody', password: PASSWORD }, /refused the login/],
		['no password', {}, /asks for a login/],
		['a user without rights', { user: 'weak', password: 'weak' }, /does not let this user run/],
		['a database it has not', { password: PASSWORD, database: 99 }, /no database with that number/],
		['TLS it does not speak', { password: PASSWORD, tls: true }, /TLS/],
	])('with %s the reason says so and names no password', async (_, settings, reason) => {
		const said = await reasonFor(to(settings));
		expect(said).toMatch(reason);
		expect(said).toContain(`Redis at 127.0.0.1:${locked.port} `);
		expect(said).not.toContain('horse');
	});
});

describeWithRedis('Given a Redis without the command for logins', () => {
	test('the reason names the command, and not the password that came with it', async () => {
		const bare = await startRedis(['--rename-command', 'AUTH', '']);
		const settings = { host: '127.0.0.1', port: bare.port, password: PASSWORD };
		const said = await reasonFor(settings);
		await bare.stop();
		expect(said).toContain("unknown command 'auth'");
		expect(said).not.toContain('horse');
	});
});

describe('Given what stands where a Redis should', () => {
	let standIn: RedisStandIn;
	beforeEach(async () => (standIn = await openRedisStandIn()));
	afterEach(async () => await standIn.close());
	const settings = () => ({ host: '127.0.0.1', port: standIn.port });

	test('and repeats the login in its refusal, the reason names neither user nor password', async () => {
		standIn.answer((command) => `-ERR not forwarded: ${command.join(' ')}\r\n`);
		const said = await reasonFor({ ...settings(), user: 'ada-of-redis', password: PASSWORD });
		expect(said).toContain('answered: ERR not forwarded: auth *** ***');
	});

	test('and answers something else than asked, the store is lost, and says so', async () => {
		standIn.answer(() => '$-1\r\n');
		const state = redisState(settings());
		const lost = { name: 'StateLost', reason: expect.stringContaining('something else than') };
		await expect(state.counted('used', MINUTE)).rejects.toMatchObject(lost);
		await expect(state.reserve('used', 1, 2, MINUTE, MINUTE)).rejects.toMatchObject(lost);
		await expect(state.once('key', MINUTE, async () => 1)).rejects.toMatchObject(lost);
		await state.close();
	});
});

describeWithRedis('Given an address that leads to another server from now on', (server) => {
	test('the old one being a replica by then, the next call reaches the new one', async () => {
		const old = await startRedis();
		let port = old.port;
		const wire = await forgetfulWire(() => port);
		const state = redisState({ host: '127.0.0.1', port: wire.port });
		await state.put('key', 1, MINUTE);
		const owner = new Redis(old.port, '127.0.0.1');
		await owner.replicaof('127.0.0.1', server().port);
		port = server().port;
		await expect(state.put('key', 2, MINUTE)).rejects.toThrow(/read-only replica/);
		await state.put('key', 3, MINUTE);
		expect(await state.get('key')).toBe(3);
		await state.close();
		owner.disconnect();
		await wire.cut();
		await old.stop();
	});
});

describeWithRedis('Given a Redis that stops answering', (server) => {
	test('a call gives up within 2 s, and the store works again when Redis does', async () => {
		const state = redisState({ host: '127.0.0.1', port: server().port });
		await state.put('key', 1, MINUTE);
		server().signal('SIGSTOP');
		const asked = Date.now();
		await expect(state.get('key')).rejects.toThrow(/timed out: no answer within 2 seconds/);
		await expect(state.get('key')).rejects.toThrow(/timed out/);
		expect(Date.now() - asked).toBeLessThan(5000);
		server().signal('SIGCONT');
		expect(await state.get('key')).toBe(1);
		await state.close();
	}, 15_000);

	test('what it does late, when nobody waits any more, counts once and holds nothing', async () => {
		const state = repaying(redisState({ host: '127.0.0.1', port: server().port, prefix: 'late' }));
		// So that Redis knows the scripts: the first of each it refuses, and gets it once more with its text.
		await state.count('another', 'x', 1);
		await state.lease('another', 1, 1, MINUTE);
		await state.reserve('another', 1, 100, MINUTE, MINUTE);
		server().signal('SIGSTOP');
		const late = [
			state.count('used', 'x', 3),
			state.lease('calls', 1, 1, MINUTE),
			state.reserve('used', 90, 100, MINUTE, MINUTE),
		];
		for (const one of await Promise.allSettled(late)) expect(one.status).toBe('rejected');
		server().signal('SIGCONT');
		expect(await state.lease('calls', 1, 1, MINUTE)).toEqual(expect.any(String));
		expect(await state.reserve('used', 97, 100, MINUTE, MINUTE)).toMatchObject({ granted: true });
		expect(await state.counted('used', MINUTE)).toMatchObject({ total: 3 });
		await state.close();
	}, 15_000);

	test('given a connection that a firewall forgot, one call is lost and the next has a new one', async () => {
		const wire = await forgetfulWire(() => server().port);
		const state = redisState({ host: '127.0.0.1', port: wire.port });
		await state.put('key', 1, MINUTE);
		wire.forget();
		const [lost] = await Promise.allSettled([state.get('key')]);
		const [found] = await Promise.allSettled([state.get('key')]);
		await state.close();
		await wire.cut();
		expect(lost).toMatchObject({ reason: { reason: expect.stringMatching(/timed out/) } });
		expect(found).toMatchObject({ value: 1 });
	});

	test('killed and started anew, it is lost in between and found again', async () => {
		const first = await startRedis();
		const state = redisState({ host: '127.0.0.1', port: first.port });
		await state.put('key', 1, MINUTE);
		await first.stop();
		await expect(state.get('key')).rejects.toBeInstanceOf(StateLost);
		const second = await startRedis([], first.port);
		await state.put('key', 2, MINUTE);
		expect(await state.get('key')).toBe(2);
		await state.close();
		await second.stop();
	});

	test('killed while something is made, what was made is returned all the same', async () => {
		const dying = await startRedis();
		const state = redisState({ host: '127.0.0.1', port: dying.port });
		const make = async () => {
			await dying.stop();
			return 'paid for';
		};
		expect(await state.once('key', MINUTE, make)).toEqual({ value: 'paid for', hit: false });
		await expect(state.get('key')).rejects.toBeInstanceOf(StateLost);
		await state.close();
	});
});
