import { memoryState } from '../../nodes/shared/state/memory';
import { redisState } from '../../nodes/shared/state/redis';
import { handClock, HOUR, MINUTE, SECOND } from './clock';
import { sharedStateContract } from './contract';
import { randomStory } from './randomStory';
import { describeWithRedis } from './redisServer';

describe('Memory store', () => {
	sharedStateContract(memoryState);
});

describeWithRedis('Redis store', (server) => {
	let stores = 0;
	const open = (now: () => number) =>
		redisState({ host: '127.0.0.1', port: server().port, prefix: `contract-${++stores}` }, { now });

	sharedStateContract(open);

	test.each([1, 2, 3])('given random story %i, both stores tell it alike', async (seed) => {
		const clock = handClock();
		const steps = [0, SECOND, MINUTE, 7 * MINUTE, HOUR];
		const memory = memoryState(clock.now);
		const redis = open(clock.now);
		for (const { name, step, pause } of randomStory(seed, 250, steps)) {
			clock.forward(pause);
			const told = [await step(memory), await step(redis)];
			expect({ name, answer: told[1] }).toEqual({ name, answer: told[0] });
		}
		await redis.close();
	});
});
