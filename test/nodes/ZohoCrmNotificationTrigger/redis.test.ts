import { processState } from '../../../nodes/shared/state/memory';
import { describeWithRedis, startRedis } from '../../state/redisServer';
import { callFor, HOUR, lead, leadsForm, MINUTE, NOON, openTriggers } from './triggerStory';

describeWithRedis('A trigger whose shared state lives in Redis', (server) => {
	const open = async (organizationId: string, more = {}) =>
		await openTriggers({
			credential: {
				stateStore: 'redis',
				redisHost: '127.0.0.1',
				redisPort: server().port,
				redisPrefix: `trigger-${server().port}`,
				organizationId,
			},
			...more,
		});

	it('catches up after the process was killed: nothing of it is in memory', async () => {
		const story = await open('700001');
		try {
			const running = await story.publish(leadsForm());
			await running.tick();
			const [told] = story.seed('Leads', [lead('Told')]);
			await story.settle();
			story.setDown(true);
			const [missed] = story.seed('Leads', [lead('Missed')]);
			await story.clock.advance(HOUR);
			await processState().drop('');
			story.setDown(false);

			const restarted = await story.publish(leadsForm());
			await restarted.tick();
			const events = await story.events();
			expect(events.map(({ id, caughtUp = false }) => [id, caughtUp])).toEqual([
				[told, false],
				[missed, true],
			]);
			expect(story.channels()).toHaveLength(1);
		} finally {
			await story.close();
		}
	});

	it('gives an event once that two processes are told of, and renews once', async () => {
		const story = await open('700002');
		try {
			const one = await story.publish(leadsForm());
			const other = await story.publish(leadsForm());
			const [channel] = story.channels();
			const body = callFor(channel, { server_time: NOON + MINUTE });
			const answers = await Promise.all(
				[one, other, one].map(async ({ trigger }) => await trigger.receive({ body })),
			);
			expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
			expect(answers.filter(({ data }) => data.workflowData)).toHaveLength(1);

			await story.clock.advance(4 * 24 * HOUR);
			const mark = story.mark();
			await Promise.all([one.tick(), other.tick()]);
			const renewals = story.watchCalls(mark);
			expect(renewals.map(({ name }) => name)).toEqual(['notifications.replace']);
		} finally {
			await story.close();
		}
	});

	it('with a daily cap goes on giving events when Redis is lost, spends nothing, and says so once', async () => {
		const own = await startRedis();
		const story = await open('700003', {});
		story.credential.data = { ...story.credential.data, redisPort: own.port, dailyCap: 1000 };
		try {
			const running = await story.publish(leadsForm({ fetchRecord: true }));
			await own.stop();
			const [id] = story.seed('Leads', [lead('Ada')]);
			await story.settle();
			const events = await story.events();
			expect(events).toMatchObject([{ id, record: null, credits: { cost: 0 } }]);
			const { message } = events[0].recordMissing as { message: string };
			expect(message).toMatch(/shared state in Redis is lost/);

			await running.tick();
			await running.tick();
			expect(running.trigger.failures.map((failure) => failure.message)).toEqual([
				expect.stringMatching(/shared state in Redis is lost/),
			]);
		} finally {
			await story.close();
			await own.stop();
		}
	});
});
