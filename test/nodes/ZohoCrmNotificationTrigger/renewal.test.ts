import { momentText } from '../../../nodes/shared/core/watermark';
import { clientPace } from '../../../nodes/shared/zoho/session';
import { processState } from '../../../nodes/shared/state/memory';
import type { Said, TriggerStory } from './triggerStory';
import { bodyOf, DAY, HOUR, lead, leadsForm, MINUTE, NOON, openTriggers } from './triggerStory';

let story: TriggerStory;
beforeEach(async () => {
	story = await openTriggers();
});
afterEach(async () => await story.close());

const quiet = leadsForm({ catchUp: false });
const LIFE = 7 * DAY - 10 * MINUTE;

/** What the shared state knows of this story's channel is gone, as after a restart with memory, or a flushed Redis. */
const forgetState = async () => {
	for (const what of ['channel', 'channelSeen', 'channelUpkeep', 'channelTold'])
		await processState().drop(`${what}:${story.credential.id}:`);
};

describe('The channel of an active workflow', () => {
	it('is looked after by three ticks an hour at a second of its own', async () => {
		const { trigger } = await story.publish(quiet);
		expect(trigger.crons).toHaveLength(1);
		expect(trigger.crons[0].expression).toMatch(/^\d+ \d+,\d+,\d+ \* \* \* \*$/);
		const again = await story.publish(quiet);
		expect(again.trigger.crons[0].expression).toBe(trigger.crons[0].expression);
	});

	it('is renewed when under half of its life is left, with token and events (R77, R80)', async () => {
		const running = await story.publish(quiet);
		const mark = story.mark();
		await story.live(running, LIFE / 2 - 20 * MINUTE);
		expect(story.watchCalls(mark)).toEqual([]);
		await story.live(running, HOUR);

		const [call, ...more] = story.watchCalls(mark);
		expect(more).toEqual([]);
		expect(call).toMatchObject({ name: 'notifications.replace', status: 200 });
		const [{ token, id, expiry }] = story.channels();
		expect(bodyOf(call)).toMatchObject({ channel_id: id, token, events: ['Leads.all'] });
		expect(expiry - story.clock.now()).toBeGreaterThan(LIFE - 2 * HOUR);
	});

	it('lives for thirty days at under half a credit a day (R12, R89)', async () => {
		const running = await story.publish(quiet);
		await story.live(running, 30 * DAY);
		expect(story.channels()).toHaveLength(1);
		expect(story.zoho.meter.total()).toBeLessThanOrEqual(11);
		expect(running.trigger.failures).toEqual([]);
	});

	it('that was lost in Zoho is made anew at the next renewal, and the next item says so (R78, R81)', async () => {
		const running = await story.publish(quiet);
		const [{ id }] = story.channels();
		story.zoho.loseChannel(id);
		await story.live(running, 4 * DAY);
		expect(story.channels().map((channel) => channel.id)).toEqual([id]);

		story.seed('Leads', [lead('Ada')]);
		await story.settle();
		const [event] = await story.events();
		expect(event.notices).toEqual([expect.stringMatching(/gone in Zoho and was made anew/)]);
		expect(event.credits).toMatchObject({ cost: 0, upkeep: { cost: 4 } });
	});

	it('that Zoho let live for an hour only is renewed within it, and that is said', async () => {
		const running = await story.publish(quiet);
		await story.clock.advance(4 * DAY);
		const handle = story.zoho.handle;
		story.zoho.handle = async (request) => {
			const response = await handle(request);
			if (request.method !== 'PUT' || response.status !== 200) return response;
			const expiry = story.clock.now() + HOUR;
			story.channels()[0].expiry = expiry;
			const granted = momentText(expiry);
			const text = (await response.text()).replace(/(?<="channel_expiry":")[^"]+/, granted);
			return new Response(text, { status: 200, headers: response.headers });
		};
		await running.tick();
		story.zoho.handle = handle;
		const mark = story.mark();
		await story.live(running, HOUR);

		expect(story.watchCalls(mark).map(({ name }) => name)).toEqual(['notifications.replace']);
		expect(story.channels()[0].expiry - story.clock.now()).toBeGreaterThan(LIFE - HOUR);
		story.seed('Leads', [lead('Ada')]);
		await story.settle();
		const [{ notices }] = await story.events();
		expect(notices).toEqual([expect.stringMatching(/live until .* only/)]);
	});

	const year1970 = (said: Said): Said => ({ ...said, date: 'Thu, 01 Jan 1970 00:00:00 GMT' });
	const expiry2199 = ({ text, ...said }: Said): Said => ({
		...said,
		text: text.replace(/\d{4}-\d{2}-\d{2}T[^"]*/g, '2199-01-01T00:00:00+00:00'),
	});

	it.each([
		['a wrong date', year1970],
		['a wrong expiry', expiry2199],
	])('is renewed in time although Zoho answered once with %s', async (_, wrong) => {
		const running = await story.publish(leadsForm());
		await story.clock.advance(4 * DAY);
		let renewals = 0;
		await story.answer('PUT', (said) => (++renewals === 1 ? wrong(said) : said));
		await running.tick();
		for (let day = 0; day < 8; day++) {
			await story.clock.advance(DAY);
			await running.tick();
		}
		expect(renewals).toBeGreaterThan(1);
		expect(story.channels()).toHaveLength(1);
	});

	it('gets its full life although the clock of n8n is a day ahead of that of Zoho', async () => {
		clientPace.now = () => story.clock.now() + DAY;
		const running = await story.publish(quiet);
		expect(story.channels()[0].expiry - story.clock.now()).toBeGreaterThan(LIFE - MINUTE);
		const mark = story.mark();
		await story.live(running, 2 * DAY);
		expect(story.watchCalls(mark)).toEqual([]);
	});

	it('whose renewal was killed in the middle is renewed after the restart', async () => {
		const running = await story.publish(quiet);
		await story.clock.advance(4 * DAY);
		const fault = { kind: 'reset', when: 'after' } as const;
		story.zoho.faults.add({ match: { name: 'notifications.replace', times: 'always' }, fault });
		await running.tick();
		story.zoho.faults.clear();
		const restarted = await story.publish(quiet);
		await restarted.tick();
		expect(story.channels()).toHaveLength(1);
		expect(story.channels()[0].expiry - story.clock.now()).toBeGreaterThan(LIFE - HOUR);
		story.seed('Leads', [lead('Ada')]);
		await story.settle();
		expect(await story.events()).toHaveLength(1);
	});

	it('is renewed once by two processes that tick at once over one state (R131)', async () => {
		const one = await story.publish(quiet);
		const other = await story.publish(quiet);
		await story.clock.advance(4 * DAY);
		const mark = story.mark();
		await Promise.all([one.tick(), other.tick(), one.tick()]);
		expect(story.watchCalls(mark)).toHaveLength(1);
		expect(story.channels()).toHaveLength(1);
	});

	it('is one channel with one token, too, when two processes renew that know nothing of each other (R131)', async () => {
		const one = await story.publish(quiet);
		const before = story.channels();
		await story.clock.advance(4 * DAY);
		await one.tick();
		await forgetState();
		const other = await story.publish(quiet);
		await forgetState();
		await other.tick();
		await one.tick();
		expect(story.channels().map(({ id, token }) => [id, token])).toEqual(
			before.map(({ id, token }) => [id, token]),
		);
	});

	it('is found by its own URL when the shared state was lost, for one credit and the renewal (R128)', async () => {
		const running = await story.publish(quiet);
		await story.publish(quiet, { when: 'test' });
		await forgetState();
		const mark = story.mark();
		await running.tick();
		expect(story.watchCalls(mark).map(({ name }) => name)).toEqual([
			'notifications.list',
			'notifications.replace',
		]);
		await running.tick();
		expect(story.watchCalls(mark)).toHaveLength(2);
	});
});

describe('When the client secret is changed', () => {
	it('the next tick tells Zoho the new token by itself, says so, and events flow again', async () => {
		const running = await story.publish(leadsForm());
		const [{ token: old }] = story.channels();
		story.credential.data.clientSecret = 'another-secret';
		story.seed('Leads', [lead('Turned away')]);
		await story.settle();
		expect(await story.events()).toEqual([]);

		await running.tick();
		story.seed('Leads', [lead('Heard')]);
		await story.settle();

		expect(story.channels()[0].token).not.toBe(old);
		const events = await story.events();
		expect(events.map(({ caughtUp = false }) => caughtUp)).toEqual([false, true]);
		const told = events.flatMap(({ notices = [] }) => notices);
		expect(told).toEqual([expect.stringMatching(/client secret .* changed/)]);
	});

	it('publishing again does the same', async () => {
		await story.publish(quiet);
		story.credential.data.clientSecret = 'another-secret';
		await story.publish(quiet);
		story.seed('Leads', [lead('Heard')]);
		await story.settle();
		expect(await story.events()).toHaveLength(1);
		expect(story.channels()).toHaveLength(1);
	});
});

describe('A renewal that fails', () => {
	const refuse = (status: 503 | 500, times: number | 'always' = 'always') =>
		story.zoho.faults.add({
			match: { name: 'notifications.replace', times },
			fault: { kind: 'status', status, when: 'before' },
		});

	it('for good makes one failed execution for each cause, worded as everywhere', async () => {
		const running = await story.publish(quiet);
		await story.clock.advance(4 * DAY);
		story.credential.data.oauthTokenData = {
			...story.zoho.issueToken({ scopes: ['ZohoCRM.modules.ALL'] }, story.origin),
		};
		for (let time = 0; time < 10; time++) await running.tick();
		expect(running.trigger.failures.map(({ message }) => message)).toEqual([
			expect.stringMatching(/lacks the scope ZohoCRM.notifications.UPDATE/),
		]);
		expect(running.trigger.emitted).toEqual([]);

		story.credential.data.oauthTokenData = { ...story.zoho.issueToken({}, story.origin) };
		await running.tick();
		expect(story.channels()[0].expiry - story.clock.now()).toBeGreaterThan(LIFE - HOUR);
		await story.clock.advance(4 * DAY);
		story.credential.data.oauthTokenData = {};
		await running.tick();
		expect(running.trigger.failures).toHaveLength(2);
	});

	it('for the moment is tried again in silence, and told only when the end is near', async () => {
		const running = await story.publish(quiet);
		await story.clock.advance(4 * DAY);
		refuse(503);
		await running.tick();
		await running.tick();
		expect(running.trigger.failures).toEqual([]);
		await story.clock.advance(2 * DAY);
		await running.tick();
		await running.tick();
		expect(running.trigger.failures).toHaveLength(1);

		story.zoho.faults.clear();
		await running.tick();
		expect(story.channels()[0].expiry - story.clock.now()).toBeGreaterThan(LIFE - HOUR);
	});

	it('because Zoho refuses it is not paid for at every tick', async () => {
		const running = await story.publish(quiet);
		const [{ id }] = story.channels();
		story.zoho.loseChannel(id);
		await forgetState();
		const mark = story.zoho.meter.mark();
		await story.live(running, DAY);
		expect(running.trigger.failures.map(({ message }) => message)).toEqual([
			expect.stringMatching(/no longer has the notification channel/),
		]);
		expect(story.zoho.meter.since(mark).total()).toBeLessThanOrEqual(10);
	});

	it('never makes the tick reject, whatever is broken', async () => {
		const running = await story.publish(quiet);
		await story.clock.advance(4 * DAY);
		story.credential.data.customBaseUrl = 'no address at all';
		await expect(running.tick()).resolves.toBeUndefined();
		const { trigger } = running;
		story.credential.id = 'gone';
		await expect(running.tick()).resolves.toBeUndefined();
		expect(trigger.failures.length).toBeGreaterThan(0);
	});
});

describe('The ledger', () => {
	it('has all upkeep under channel.*, and nothing else was spent', async () => {
		const running = await story.publish(quiet);
		await story.live(running, 4 * DAY);
		await running.trigger.hook('delete');
		const { byField } = await processState().counted(
			`ledger:${story.credential.id}:production`,
			DAY,
		);
		const nodes = Object.keys(byField).map((field) => (JSON.parse(field) as string[])[1]);
		expect(nodes.sort()).toEqual([
			'channel.check',
			'channel.create',
			'channel.delete',
			'channel.renew',
		]);
		expect(Object.values(byField).reduce((a, b) => a + b)).toBe(story.zoho.meter.total());
		expect(NOON).toBeLessThan(story.clock.now());
	});
});
