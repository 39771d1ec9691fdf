import { HookContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import { processState } from '../../../nodes/shared/state/memory';
import { chain } from '../../support/workflow';
import type { RunningTrigger, TriggerStory } from './triggerStory';
import {
	callFor,
	creditsIn,
	DAY,
	lead,
	leadsForm,
	NODE,
	NOON,
	openTriggers,
	SECOND,
	watching,
} from './triggerStory';
import { remove, touch } from '../../support/otherUsers';

let story: TriggerStory;
let running: RunningTrigger;
let channel: { id: string; token: string | null };
beforeEach(async () => {
	story = await openTriggers();
	running = await story.publish(leadsForm());
	[channel] = story.channels();
});
afterEach(async () => await story.close());

const receive = async (body: unknown) => await running.trigger.receive({ body });

describe('A notification', () => {
	it('starts the workflow with an item for each id, the words made one and the raw one kept (R85)', async () => {
		const ids = story.seed('Leads', [lead('Ada'), lead('Bob')]);
		await story.settle();
		touch(story, 'Leads', ids.slice(0, 1));
		await story.settle();
		remove(story, 'Leads', ids.slice(1));
		await story.settle();

		const [inserted, updated, deleted] = (await story.started()).map(({ json }) => json);
		expect(
			inserted.map(({ id, operation, rawOperation }) => [id, operation, rawOperation]),
		).toEqual([
			[ids[0], 'create', 'insert'],
			[ids[1], 'create', 'insert'],
		]);
		expect(updated).toEqual([
			{
				module: 'Leads',
				operation: 'edit',
				rawOperation: 'update',
				id: ids[0],
				serverTime: '2024-03-01T12:00:02.000Z',
				affectedFields: ['City'],
				channel: { id: channel.id, kind: 'live' },
				credits: { cost: 0, run: expect.objectContaining({ cost: 0, calls: 0, baseline: null }) },
			},
		]);
		expect(deleted).toMatchObject([{ id: ids[1], operation: 'delete', affectedFields: [] }]);
	});

	it('shows with the first item what upkeep cost since the last one', async () => {
		story.seed('Leads', [lead('Ada')]);
		await story.settle();
		const since = new Date(NOON).toISOString();
		expect((await story.events())[0].credits).toMatchObject({
			cost: 0,
			upkeep: { cost: 2, since },
		});
	});

	it('is answered 200, and passes through the node in an execution as it is', async () => {
		const { status, data } = await receive(callFor(channel));
		expect(status).toBe(200);
		expect(data.noWebhookResponse).toBe(true);
		const [items] = data.workflowData!;
		const run = await story.engine.run(chain(items, { type: NODE, parameters: leadsForm() }));
		expect(run.data.resultData.runData[NODE][0].data!.main[0]).toMatchObject(items);
	});

	it('brings the new values where they are asked for', async () => {
		running = await story.publish(leadsForm({ options: { affectedValues: true } }));
		const [id] = story.seed('Leads', [lead('Ada')]);
		await story.settle();
		touch(story, 'Leads', [id]);
		await story.settle();
		expect((await story.events())[1].affectedValues).toEqual({ City: 'Elsewhere' });
	});

	it('of an event that is no longer asked for starts nothing', async () => {
		story.zoho.setSwitches({ enableKnownChannel: 'add' });
		running = await story.publish(
			leadsForm({ modules: { watch: [watching('Leads', ['delete'])] } }),
		);
		const { status, data } = await receive(callFor(channel));
		expect([status, data.workflowData]).toEqual([200, undefined]);
	});

	it('that comes twice, or again two days later, starts the workflow once', async () => {
		story.zoho.faults.add({
			match: { name: 'callback.notification' },
			fault: { kind: 'callback', effect: 'duplicate' },
		});
		const [id] = story.seed('Leads', [lead('Ada')]);
		await story.settle();
		expect(await story.events()).toHaveLength(1);
		await story.clock.advance(2 * DAY);
		const { status, data } = await receive(callFor(channel, { ids: [id] }));
		expect([status, data.workflowData]).toEqual([200, undefined]);
	});

	it('that is older than duplicates are remembered is taken for a replay', async () => {
		const { data } = await receive(callFor(channel, { server_time: NOON - 8 * DAY }));
		expect(data.workflowData).toBeUndefined();
	});

	it('of two operations at one time, or of one at two times, is two events', async () => {
		for (const changes of [
			{},
			{ operation: 'update' },
			{ operation: 'update', server_time: NOON + 1 },
		])
			expect((await receive(callFor(channel, changes))).data.workflowData).toBeDefined();
	});

	it('keeps ids of nineteen digits, also where Zoho were to send numbers (R61)', async () => {
		const body = callFor(channel, { ids: ['9223372036854775807'] });
		const numbers = JSON.stringify(body).replace('"9223372036854775807"', '9223372036854775807');
		const rounded = JSON.parse(numbers) as IDataObject;
		const { data } = await running.trigger.receive({ body: rounded, rawBody: numbers });
		expect(data.workflowData![0][0].json.id).toBe('9223372036854775807');
	});

	it('that n8n could not parse is nobody’s', async () => {
		const call = { body: {}, rawBody: `{"token":"${channel.token}","channel_id"` };
		expect((await running.trigger.receive(call)).status).toBe(401);
	});

	it('makes something of what is unusual: null ids, one id twice, keys that name prototypes', async () => {
		const odd = JSON.parse(
			'{"ids":[null,"7","7",{},"__proto__",8],"affected_fields":[{"__proto__":["a"],"7":["City",3]},null],' +
				'"affected_values":[{"record_id":"7","values":{"__proto__":{"polluted":true},"City":"x"}},"no"]}',
		) as IDataObject;
		const { status, data } = await receive(callFor(channel, { ...odd, operation: 'update' }));
		expect(status).toBe(200);
		expect(data.workflowData![0].map(({ json }) => [json.id, json.affectedFields])).toEqual([
			['7', ['City']],
			['8', []],
		]);
		expect(({} as IDataObject).polluted).toBeUndefined();
	});
});

describe('Who does not know the token', () => {
	it.each([
		['a forged token', { token: 'not the token of this channel' }],
		['no token', { token: null }],
		['an empty token', { token: '' }],
		['a token that is a list', { token: ['x'] }],
		['no channel', { channel_id: undefined }],
		['another channel', { channel_id: '1000000068001' }],
		['a channel that is an object', { channel_id: { $gt: '' } }],
	])('gets 401 and starts nothing: %s', async (_, changes) => {
		const { status, data } = await receive(callFor(channel, changes as IDataObject));
		expect(status).toBe(401);
		expect(data).toEqual({ noWebhookResponse: true });
	});

	it.each([
		['text', 'hello'],
		['a list', [1, 2]],
		['nothing', undefined],
		['null', null],
		['a form', { a: '1' }],
	])('gets 401 for a body that is %s', async (_, body) => {
		expect(await receive(body)).toMatchObject({ status: 401, data: { noWebhookResponse: true } });
	});

	it('is turned away with a forged call before the true one comes', async () => {
		story.zoho.faults.add({
			match: { name: 'callback.notification' },
			fault: { kind: 'callback', effect: 'forged' },
		});
		const [id] = story.seed('Leads', [lead('Ada')]);
		await story.settle();
		expect((await story.events()).map((event) => event.id)).toEqual([id]);
	});

	it('may hold the token of the test channel, or of another workflow', async () => {
		await story.publish(leadsForm(), { when: 'test' });
		await story.publish(leadsForm(), { workflow: story.workflow(leadsForm(), 'workflow-2') });
		for (const other of story.channels().slice(1))
			expect((await receive(callFor(other))).status).toBe(401);
	});

	it('may call for the channel of an address that this n8n had before', async () => {
		const key = { id: '123456789012345', url: 'https://new.example.com', mark: '' };
		const state = processState();
		const get = state.get;
		state.get = async (asked) =>
			asked.startsWith(`channel:${story.credential.id}:`) ? key : await get(asked);
		const { status } = await receive(callFor(channel));
		state.get = get;
		expect(status).toBe(401);
	});

	it('gets 401 although nothing is known of the channel here, and Zoho gets 200', async () => {
		await processState().drop(`channel:${story.credential.id}:`);
		expect((await receive(callFor(channel, { token: 'x' }))).status).toBe(401);
		expect((await receive(callFor(channel))).status).toBe(200);
	});

	it('learns nothing when the credential cannot be read, and starts nothing', async () => {
		story.credential.id = 'gone';
		const { status, data, body } = await receive(callFor(channel));
		expect(status).toBe(503);
		expect(data.workflowData).toBeUndefined();
		expect(JSON.stringify(body)).not.toContain(String(channel.token));
	});
});

describe('A body with the right token that makes no sense', () => {
	it.each([
		['no operation', { operation: undefined }],
		['an unknown operation', { operation: 'explode' }],
		['an operation named like a property of objects', { operation: 'constructor' }],
		['no module', { module: undefined }],
		['a very long module', { module: 'x'.repeat(1000) }],
		['ids that are no list', { ids: '5725767000003000011' }],
		['no ids', { ids: undefined }],
		['20,000 ids', { ids: Array.from({ length: 20_000 }, (_, at) => String(at)) }],
	])('gets 400 and starts nothing: %s', async (_, changes) => {
		const { status, data, body } = await receive(callFor(channel, changes as IDataObject));
		expect(status).toBe(400);
		expect(data).toEqual({ noWebhookResponse: true });
		expect(JSON.stringify(body)).not.toContain(String(channel.token));
	});

	it.each([
		['an empty list of ids', { ids: [] }],
		['ids that are none', { ids: [null, 'x', 1.5, {}] }],
	])('gets 200 and starts nothing: %s', async (_, changes) => {
		const { status, data } = await receive(callFor(channel, changes as IDataObject));
		expect([status, data.workflowData]).toEqual([200, undefined]);
	});

	it('with no time of its own is given each time', async () => {
		const timeless = callFor(channel, { server_time: 'soon' });
		for (let time = 0; time < 2; time++) {
			const { data } = await receive(timeless);
			expect(data.workflowData![0][0].json.serverTime).toBeNull();
		}
	});
});

/** What all contexts of n8n log while something happens. */
async function logged(work: () => Promise<void>): Promise<unknown[]> {
	const lines: unknown[] = [];
	const note = (...line: unknown[]) => void lines.push(line);
	const logger = { debug: note, info: note, warn: note, error: note };
	const base = Object.getPrototypeOf(HookContext.prototype) as HookContext;
	const spy = jest.spyOn(base, 'logger', 'get').mockReturnValue(logger as never);
	await work();
	spy.mockRestore();
	return lines;
}

describe('Secrets', () => {
	it('are in no item, no answer, no line of the log and no key or value of the shared state', async () => {
		const puts: unknown[] = [];
		const state = processState();
		const put = state.put;
		state.put = async (...args) => {
			puts.push(args);
			await put(...args);
		};
		const lines = await logged(async () => {
			story.seed('Leads', [lead('Ada')]);
			await story.settle();
			await receive(callFor(channel, { operation: 'explode' }));
			await receive(callFor(channel, { token: 'x' }));
			await running.tick();
			story.zoho.loseChannel(channel.id);
			await story.clock.advance(4 * DAY);
			await running.tick();
			story.seed('Leads', [lead('Bob')]);
			await story.settle();
			story.credential.data.oauthTokenData = {};
			await running.trigger.hook('delete');
		});
		state.put = put;

		const failures = running.trigger.failures.map(String);
		const shown = JSON.stringify([puts, lines, failures, await story.events()]);
		expect(puts.length).toBeGreaterThan(3);
		expect(lines.length).toBeGreaterThanOrEqual(3);
		for (const secret of [channel.token!, 'simulator-secret']) expect(shown).not.toContain(secret);
	});
});

describe('A burst of 500 callbacks', () => {
	it('starts the workflow 500 times, costs nothing and loses nothing (R12)', async () => {
		const mark = story.zoho.meter.mark();
		const ids: string[] = [];
		for (let at = 0; at < 500; at++) ids.push(...story.seed('Leads', [lead(`Lead ${at}`)]));
		const answers = await Promise.all(
			ids.map(async (id) => await receive(callFor(channel, { ids: [id] }))),
		);
		expect(answers.every(({ status }) => status === 200)).toBe(true);
		const items = answers.flatMap(({ data }) => data.workflowData?.[0] ?? []);
		expect(items.map(({ json }) => json.id)).toEqual(ids);
		expect(creditsIn(items.map(({ json }) => json))).toBe(0);
		expect(story.zoho.meter.since(mark).total()).toBe(0);
		await story.clock.advance(SECOND);
	});
});
