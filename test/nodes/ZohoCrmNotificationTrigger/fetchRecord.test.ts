import { sum } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { features, scopesOf } from '../../../nodes/shared/zoho/scopes';
import { seedRecords } from '../../simulator/seedRecords';
import { remove } from '../../support/otherUsers';
import type { RunningTrigger, TriggerStory } from './triggerStory';
import {
	callFor,
	creditsIn,
	lead,
	leadsForm,
	openTriggers,
	SECOND,
	watching,
} from './triggerStory';

let story: TriggerStory;
let running: RunningTrigger;
const fetching = leadsForm({
	fetchRecord: true,
	gatherSeconds: 2,
	options: { fetchFields: 'Last_Name, Email' },
});
const open = async (parameters = fetching, options = {}) => {
	story = await openTriggers(options);
	running = await story.publish(parameters);
};
afterEach(async () => await story.close());

/** Events, and what was charged since the channel was made. */
async function told(work: () => Promise<unknown>) {
	const mark = story.zoho.meter.mark();
	const before = story.mark();
	await work();
	await story.settle();
	const events = await story.events();
	const meter = story.zoho.meter.since(mark).total();
	expect(creditsIn(events)).toBe(meter);
	const calls = story.zoho.log.since(before).filter(({ name }) => !name.startsWith('oauth.'));
	return { events, meter, calls, report: (events[0]?.credits as IDataObject)?.run as IDataObject };
}

describe('Fetch Record', () => {
	it('reads what one callback tells of in one call, priced', async () => {
		await open();
		const { events, report } = await told(async () => {
			story.seed('Leads', [
				{ ...lead('Ada'), Email: 'ada@example.com' },
				{ ...lead('Bob'), Email: 'bob@example.com' },
			]);
		});
		expect(events.map(({ record }) => (record as IDataObject).Email)).toEqual([
			'ada@example.com',
			'bob@example.com',
		]);
		expect(report).toMatchObject({ cost: 1, calls: 1, baseline: 2, saved: 1 });
		expect(events.map(({ credits }) => (credits as IDataObject).cost)).toEqual([1, 0]);
	});

	it('gathers 500 callbacks of a burst into six reads of one execution, and loses none (R86)', async () => {
		await open();
		const ids = seedRecords(
			story.zoho.org(),
			'Leads',
			Array.from({ length: 500 }, (_, at) => lead(`Lead ${at}`)),
			{ now: story.clock.now() },
		);
		const { events, calls, report } = await told(async () => {
			const [channel] = story.channels();
			const answers = await Promise.all(
				ids.map(
					async (id) => await running.trigger.receive({ body: callFor(channel, { ids: [id] }) }),
				),
			);
			const started = answers.flatMap(({ data }) => data.workflowData ?? []);
			expect(answers.every(({ status }) => status === 200)).toBe(true);
			expect(started).toHaveLength(1);
			running.trigger.emitted.push(started);
			await story.clock.advance(0);
		});
		expect(new Set(events.map(({ id }) => id))).toEqual(new Set(ids));
		expect(events.every(({ record }) => record !== null)).toBe(true);
		expect(calls.length).toBeLessThanOrEqual(6);
		expect(report).toMatchObject({ cost: 5, baseline: 500, saved: 495 });
	});

	it('reads a record once that changed twice within the time, and tells both events', async () => {
		await open();
		const { events, report } = await told(async () => {
			const [id] = story.seed('Leads', [lead('Ada')]);
			const [channel] = story.channels();
			const body = (operation: string) => callFor(channel, { ids: [id], operation });
			const calls = ['insert', 'update'].map(
				async (each) => await running.trigger.receive({ body: body(each) }),
			);
			running.trigger.emitted.push((await Promise.all(calls))[0].data.workflowData!);
		});
		expect(events.map(({ operation }) => operation)).toContain('edit');
		expect(new Set(events.map(({ id }) => id)).size).toBe(1);
		expect(report.cost).toBe(1);
	});

	it('reads the first fifty fields when none are named: the metadata is overhead', async () => {
		await open(leadsForm({ fetchRecord: true }));
		const { events, report } = await told(async () => void story.seed('Leads', [lead('Ada')]));
		expect(Object.keys(events[0].record as IDataObject).length).toBeGreaterThan(20);
		expect(report).toMatchObject({ cost: 2, overhead: 1 });
	});

	it('says of a record that is gone by then that it is, and asks for no deleted ones', async () => {
		await open();
		const { events } = await told(async () => {
			const [id] = story.seed('Leads', [lead('Ada')]);
			story.zoho.faults.add({
				match: { name: 'callback.notification', nth: 2 },
				fault: { kind: 'callback', effect: 'drop' },
			});
			remove(story, 'Leads', [id]);
		});
		expect(events).toMatchObject([{ record: null, recordMissing: { code: 'NOT_FOUND' } }]);

		const [id] = story.seed('Leads', [lead('Bob')]);
		await story.settle();
		remove(story, 'Leads', [id]);
		await story.settle();
		expect((await story.events()).at(-1)).toMatchObject({
			operation: 'delete',
			record: null,
			recordMissing: { code: 'DELETED' },
			credits: { cost: 0 },
		});
	});

	it.each([
		['the login may not read', { token: { scopes: ['ZohoCRM.notifications.ALL'] } }, /scope/],
		['no credits are left in the reserve', { credential: { dailyCap: 2 } }, /allowed in 24 hours/],
	])('keeps the event when its record cannot be read: %s', async (_, options, reason) => {
		await open(fetching, options);
		const { events } = await told(async () => void story.seed('Leads', [lead('Ada')]));
		expect(events).toMatchObject([{ operation: 'create', record: null }]);
		const { message } = events[0].recordMissing as { message: string };
		expect(message).toMatch(reason);
	});
});

describe('Ignore Own Changes', () => {
	const ignoring = leadsForm({
		fetchRecord: true,
		options: { fetchFields: 'Last_Name', ignoreOwn: true },
	});

	it('leaves out what the connected user changed, for one credit a week to know who that is', async () => {
		await open(ignoring);
		const users = story.zoho.org().users;
		for (const [name, user] of [
			['Theirs', users[1]],
			['Ours', users[0]],
			['Theirs', users[1]],
		] as const) {
			seedRecords(story.zoho.org(), 'Leads', [lead(name)], { now: story.clock.now(), user });
			await story.settle();
		}
		const events = await story.events();
		expect(events.map(({ record }) => (record as IDataObject).Last_Name)).toEqual([
			'Theirs',
			'Theirs',
		]);
		const costs = events.map(({ credits }) => (credits as IDataObject).cost);
		expect(costs).toEqual([2, 1]);
		// What reading the own change cost is shown with the next item.
		expect(events[1].credits).toMatchObject({ upkeep: { cost: 1 } });
		const shown = events.map(
			({ credits }) => (credits as { upkeep: { cost: number } }).upkeep.cost,
		);
		expect(sum(costs) + sum(shown)).toBe(story.zoho.meter.total());
	});

	it('lets everything come when Zoho does not say who is connected, and says so', async () => {
		const ticked = features.filter(({ id }) => id !== 'users').map(({ id }) => id);
		await open(ignoring, { token: { scopes: scopesOf(ticked) } });
		const { events } = await told(async () => void story.seed('Leads', [lead('Ours')]));
		expect(events).toHaveLength(1);
		expect(events[0].notices).toEqual([expect.stringMatching(/Own changes could not be told/)]);
	});
});

describe('Several modules on one channel', () => {
	it('are fetched each in its own read', async () => {
		await open(
			leadsForm({
				modules: { watch: [watching('Leads', ['create']), watching('Contacts', ['create'])] },
				fetchRecord: true,
				options: { fetchFields: 'Last_Name' },
			}),
		);
		const { events, report } = await told(async () => {
			story.seed('Leads', [lead('Ada')]);
			story.seed('Contacts', [{ Last_Name: 'Bob' }]);
			await story.clock.advance(SECOND);
		});
		expect(events.map(({ module }) => module)).toEqual(['Leads', 'Contacts']);
		expect(report).toMatchObject({ cost: 2, calls: 2, baseline: 2 });
	});
});
