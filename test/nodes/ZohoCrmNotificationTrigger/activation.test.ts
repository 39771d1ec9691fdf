import type { TriggerStory } from './triggerStory';
import {
	bodyOf,
	DAY,
	HOUR,
	lead,
	leadsForm,
	MINUTE,
	NOON,
	openTriggers,
	watching,
} from './triggerStory';

let story: TriggerStory;
beforeEach(async () => {
	story = await openTriggers();
});
afterEach(async () => await story.close());

describe('Publishing', () => {
	it('asks for just under seven days, without related actions, with a token of the channel (R82, R83)', async () => {
		await story.publish(leadsForm());

		const calls = story.watchCalls();
		expect(calls.map(({ name }) => name)).toEqual(['notifications.list', 'notifications.enable']);
		expect(bodyOf(calls[1])).toEqual({
			channel_id: expect.stringMatching(/^\d{15}$/),
			notify_url: 'https://n8n.example.com/webhook/hook-1/zoho-crm',
			token: expect.stringMatching(/^[\w-]{43}$/),
			events: ['Leads.all'],
			channel_expiry: '2024-03-08T11:50:00+00:00',
			return_affected_field_values: false,
			notify_on_related_action: false,
		});
		expect(story.zoho.meter.total()).toBe(2);
	});

	it('asks for related actions only where the option says so (R83)', async () => {
		await story.publish(leadsForm({ options: { relatedActions: true } }));
		expect(bodyOf(story.watchCalls()[1])).toMatchObject({ notify_on_related_action: true });
	});

	it('five times leaves one channel (R122)', async () => {
		let running = await story.publish(leadsForm());
		for (let time = 0; time < 4; time++) running = await story.republish(running, leadsForm());
		expect(story.channels()).toHaveLength(1);
	});

	it('again after a crash asks Zoho and makes nothing anew (R124)', async () => {
		await story.publish(leadsForm());
		const mark = story.mark();
		await story.publish(leadsForm());
		expect(story.watchCalls(mark).map(({ name }) => name)).toEqual(['notifications.list']);
		expect(story.channels()).toHaveLength(1);
	});

	it('renews a channel that has less than half of its life left', async () => {
		const running = await story.publish(leadsForm());
		await running.close();
		await story.clock.advance(4 * DAY);
		await story.publish(leadsForm());
		expect(story.channels()[0].expiry).toBe(NOON + 11 * DAY - 10 * MINUTE);
	});

	it.each([
		['events', leadsForm({ modules: { watch: [watching('Leads', ['create'])] } })],
		['values', leadsForm({ options: { affectedValues: true } })],
		['related actions', leadsForm({ options: { relatedActions: true } })],
	])('brings a channel that has other %s up to date', async (_, wanted) => {
		await story.publish(leadsForm());
		await story.publish(wanted);
		const [channel] = story.channels();
		expect(story.channels()).toHaveLength(1);
		const asWanted = await story.node(story.workflow(wanted)).hook('checkExists');
		expect(asWanted).toBe(true);
		expect(channel.expiry).toBe(NOON + 7 * DAY - 10 * MINUTE);
	});

	it('of another workflow, or of a copy at another address, makes a channel of its own (R126)', async () => {
		await story.publish(leadsForm());
		await story.publish(leadsForm(), { workflow: story.workflow(leadsForm(), 'workflow-2') });
		await story.publish(leadsForm(), { base: 'https://copy.example.com' });
		const channels = story.channels();
		expect(new Set(channels.map(({ id }) => id)).size).toBe(3);
		expect(new Set(channels.map(({ token }) => token)).size).toBe(3);

		await story
			.node(story.workflow(leadsForm()), { base: 'https://copy.example.com' })
			.hook('delete');
		expect(story.channels()).toEqual(channels.slice(0, 2));
	});

	it('of a restored backup that shares the state of its original disturbs neither (R126)', async () => {
		const form = leadsForm();
		const original = await story.publish(form);
		const copy = await story.publish(form, { base: 'https://copy.example.com' });
		for (const running of [original, copy, original, copy]) await running.tick();
		story.seed('Leads', [lead('Ada')]);
		await story.settle();
		expect(await story.events()).toHaveLength(2);
		const mark = story.mark();
		await story.clock.advance(4 * DAY);
		for (const running of [original, copy, original, copy]) await running.tick();
		expect(story.watchCalls(mark).map((call) => bodyOf(call).notify_url)).toEqual([
			'https://n8n.example.com/webhook/hook-1/zoho-crm',
			'https://copy.example.com/webhook/hook-1/zoho-crm',
		]);
		expect(story.zoho.meter.total()).toBe(6);
	});

	it('puts watched fields into groups of two, for edits only', async () => {
		const fields = ['Email', 'Phone', 'City'];
		await story.publish(leadsForm({ modules: { watch: [watching('Leads', ['edit'], fields)] } }));
		expect(bodyOf(story.watchCalls()[1]).notification_condition).toEqual([
			{
				type: 'field_selection',
				module: { api_name: 'Leads' },
				field_selection: {
					group_operator: 'or',
					group: [
						{ field: { api_name: 'Email' } },
						{
							group_operator: 'or',
							group: [{ field: { api_name: 'Phone' } }, { field: { api_name: 'City' } }],
						},
					],
				},
			},
		]);
		expect(story.channels()).toHaveLength(1);
	});

	it('reads back what Zoho granted: a short life is renewed in time, and said (R82)', async () => {
		story.zoho.log.clear();
		const running = await story.publish(leadsForm());
		const [channel] = story.channels();
		channel.expiry = NOON + HOUR;
		await running.close();
		const again = await story.publish(leadsForm());
		expect(story.channels()[0].expiry).toBe(NOON + 7 * DAY - 10 * MINUTE);
		await again.close();
	});
});

/** n8n tries a failed activation five times: `checkExists`, `create`, and `delete` to roll back. */
async function activateInVain(form: object, base?: string): Promise<string[]> {
	const trigger = story.node(story.workflow(form as never), { base });
	const messages: string[] = [];
	for (let time = 0; time < 5; time++) {
		try {
			if (!(await trigger.hook('checkExists'))) await trigger.hook('create');
		} catch (error) {
			const { message, description } = error as Error & { description: string };
			messages.push(`${message} ${description}`);
			await trigger.hook('delete');
		}
	}
	return messages;
}

describe('An activation that cannot succeed', () => {
	it.each([
		['no module', { modules: {} }, /'Modules' is empty/],
		['a module without a name', { modules: { watch: [watching('')] } }, /'Module' .* is empty/],
		['no events', { modules: { watch: [watching('Leads', [])] } }, /'Events' of Leads is empty/],
		['a module twice', { modules: { watch: [watching('Leads'), watching('leads')] } }, /twice/],
		['Notes', { modules: { watch: [watching('Notes')] } }, /no notifications for Notes/],
		['Activities', { modules: { watch: [watching('Activities')] } }, /Tasks, Events or Calls/],
		[
			'eleven watched fields',
			{ modules: { watch: [watching('Leads', ['edit'], 'abcdefghijk'.split(''))] } },
			/11 fields.*10/,
		],
	])('is refused without a call: %s', async (_, form, message) => {
		const messages = await activateInVain(form);
		expect(messages).toHaveLength(5);
		for (const each of messages) expect(each).toMatch(message);
		expect(story.zoho.log.entries()).toEqual([]);
	});

	it('is refused by Zoho once in five tries: 2 credits', async () => {
		const form = { modules: { watch: [watching('No_Such_Module')] } };
		const messages = await activateInVain(form);
		expect(messages).toHaveLength(5);
		expect(new Set(messages).size).toBe(1);
		expect(messages[0]).toMatch(/INVALID_DATA.*events/s);
		expect(story.watchCalls()).toHaveLength(2);
		expect(story.zoho.meter.total()).toBe(2);
	});

	it('is taken back with the channel that Zoho made, when its answer makes no sense', async () => {
		await story.answer('POST', (said) => ({
			...said,
			text: said.text.replaceAll('channel_expiry', 'expires'),
		}));
		const messages = await activateInVain(leadsForm());
		expect(messages[4]).toMatch(/names no channel_expiry/);
		expect(story.channels()).toEqual([]);
		const names = story.watchCalls().map(({ name }) => name);
		expect(names).toEqual(['notifications.list', 'notifications.enable', 'notifications.delete']);
	});

	it('is taken back with the channel of before, when Zoho refuses to renew it', async () => {
		const running = await story.publish(leadsForm());
		await running.close();
		const entry = { code: 'INVALID_DATA', status: 'error', message: 'no', details: {} };
		const text = JSON.stringify({ watch: [entry] });
		await story.answer('PUT', (said) => ({ ...said, status: 400, text }));
		await story.clock.advance(4 * DAY);
		const messages = await activateInVain(leadsForm());
		expect(messages).toHaveLength(5);
		expect(story.channels()).toEqual([]);
	});

	it('is taken back with the channel of before, when n8n has forgotten it and Zoho does not say', async () => {
		const running = await story.publish(leadsForm());
		await running.close();
		story.credential.data.organizationId = '1';
		await story.answer('GET', (said) => ({ ...said, status: 405, text: '{}' }));
		expect(await activateInVain(leadsForm())).toHaveLength(5);
		expect(story.channels()).toEqual([]);
	});

	it('names the missing scope, after one call that costs nothing', async () => {
		await story.close();
		story = await openTriggers({ token: { scopes: ['ZohoCRM.modules.ALL'] } });
		const messages = await activateInVain(leadsForm());
		expect(messages[4]).toMatch(/ZohoCRM\.notifications\.READ/);
		expect(story.watchCalls()).toHaveLength(1);
		expect(story.zoho.meter.total()).toBe(0);
	});

	it.each([
		['http', 'http://n8n.example.com', /https: only/],
		['localhost', 'https://localhost:5678', /localhost/],
		['a private address', 'https://192.168.1.5', /private network/],
		['a bare host', 'https://n8n', /without a domain/],
	])('is refused without a call, with the fix, when n8n is at %s', async (_, base, message) => {
		await story.close();
		story = await openTriggers({ credential: { customBaseUrl: '' } });
		const messages = await activateInVain(leadsForm(), base);
		expect(messages).toHaveLength(5);
		expect(messages[0]).toMatch(message);
		expect(messages[0]).toContain('WEBHOOK_URL');
		expect(story.zoho.log.entries()).toEqual([]);
	});

	it('is refused when the credential has no secret to prove calls by', async () => {
		await story.close();
		story = await openTriggers({ credential: { clientSecret: '' } });
		expect((await activateInVain(leadsForm()))[0]).toMatch(/client secret/i);
		expect(story.zoho.log.entries()).toEqual([]);
	});
});

describe('Unpublishing', () => {
	it('removes the channel', async () => {
		const running = await story.publish(leadsForm());
		expect(await running.trigger.hook('delete')).toBe(true);
		expect(story.channels()).toEqual([]);
	});

	it('succeeds while Zoho answers 503, and when there is nothing to remove (R127)', async () => {
		const running = await story.publish(leadsForm());
		const fault = { kind: 'status', status: 503, when: 'before' } as const;
		story.zoho.faults.add({ match: { name: 'notifications.delete', times: 'always' }, fault });
		expect(await running.trigger.hook('delete')).toBe(true);
		story.zoho.faults.clear();
		expect(await running.trigger.hook('delete')).toBe(true);
		expect(await running.trigger.hook('delete')).toBe(true);
		expect(story.channels()).toEqual([]);
	});

	it('succeeds when the login is dead', async () => {
		const running = await story.publish(leadsForm());
		story.credential.data.oauthTokenData = { access_token: 'dead' };
		expect(await running.trigger.hook('delete')).toBe(true);
	});

	it('works with static data wiped: nothing is kept there (R128)', async () => {
		const running = await story.publish(leadsForm());
		expect(running.trigger.staticData).toEqual({});
		await story.node(story.workflow(leadsForm())).hook('delete');
		expect(story.channels()).toEqual([]);
	});
});

describe('Listening for a test event beside the active workflow (R90, R132)', () => {
	it('has a channel of its own for an hour, and disturbs nothing', async () => {
		const live = await story.publish(leadsForm());
		const [channel] = story.channels();
		const test = await story.publish(leadsForm(), { when: 'test' });

		const [, own] = story.channels();
		expect(own).toMatchObject({ expiry: NOON + HOUR });
		expect(own.notifyUrl).toContain('/webhook-test/');
		story.seed('Leads', [lead('Ada')]);
		await story.settle();
		const events = await story.events();
		expect(events.map(({ channel: source }) => source)).toEqual([
			{ id: channel.id, kind: 'live' },
			{ id: own.id, kind: 'test' },
		]);

		await test.trigger.hook('delete', 'manual');
		expect(story.channels()).toEqual([channel]);
		story.seed('Leads', [lead('Bob')]);
		await story.settle();
		expect(await story.events()).toHaveLength(3);
		await live.close();
	});

	it('registers no cron, and ends by passing on what it was given', async () => {
		const trigger = story.node(story.workflow(leadsForm()), { when: 'test' });
		await trigger.listen('manual');
		expect(trigger.crons).toEqual([]);
	});
});
