import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { redisState } from '../../nodes/shared/state/redis';
import type { SharedState } from '../../nodes/shared/state/sharedState';
import { HOUR, MINUTE } from './clock';
import { describeWithRedis } from './redisServer';

jest.setTimeout(60_000);

function startProcess(port: number, task: string) {
	const script = join(__dirname, 'otherProcess.ts');
	const args = ['--import', 'tsx', script, String(port), task];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	const events: unknown[] = [];
	const lines = createInterface(child.stdout);
	lines.on('line', (line) => events.push(JSON.parse(line)));
	const ended = once(child, 'close');
	return {
		events,
		firstEvent: async () => await once(lines, 'line'),
		end: async () => await ended,
		kill: async () => {
			child.kill('SIGKILL');
			await ended;
		},
	};
}

describeWithRedis('Given two n8n processes on one Redis', (server) => {
	let state: SharedState;
	beforeAll(() => {
		state = redisState({ host: '127.0.0.1', port: server().port });
	});
	afterAll(async () => await state.close());
	const bothRun = async (task: string) => {
		const both = [startProcess(server().port, task), startProcess(server().port, task)];
		await Promise.all(both.map(({ end }) => end()));
		return both.flatMap(({ events }) => events);
	};

	test('what both ask for is made once', async () => {
		const answers = await bothRun('fly');
		expect(answers).toHaveLength(20);
		for (const answer of answers) expect(answer).toEqual(Array(10).fill(expect.anything()));
		const { total, byField } = await state.counted('made', HOUR);
		expect([total, Object.keys(byField).length]).toEqual([10, 10]);
	});

	test('what both reserve and spend together never passes the limit, and uses it up', async () => {
		const taken = (await bothRun('reserve')) as Array<{ took: number }>;
		const sum = taken.reduce((total, { took }) => total + took, 0);
		expect(sum).toBeLessThanOrEqual(100);
		expect(sum).toBeGreaterThanOrEqual(99);
		const spent = taken.filter(({ took }) => took === 1).length;
		expect(await state.counted('budget', HOUR)).toMatchObject({ total: spent });
	});

	test('the place of a killed process frees itself', async () => {
		const other = startProcess(server().port, 'lease');
		await other.firstEvent();
		expect(await state.lease('place', 1, 1, MINUTE)).toBeUndefined();
		await other.kill();
		await new Promise((resolve) => setTimeout(resolve, 1100));
		expect(await state.lease('place', 1, 1, MINUTE)).toEqual(expect.any(String));
	});

	test('what a killed process was making is made by the one who waits', async () => {
		const other = startProcess(server().port, 'make');
		await other.firstEvent();
		const answer = state.once('slow', MINUTE, async () => 'made here');
		// Longer than the life of the lock, which the living process renews.
		await new Promise((resolve) => setTimeout(resolve, 1500));
		expect(await state.get('slow')).toBeUndefined();
		await other.kill();
		expect(await answer).toEqual({ value: 'made here', hit: false });
	});
});
