import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { processState } from '../../../nodes/shared/state/memory';
import { features, scopesOf } from '../../../nodes/shared/zoho/scopes';
import { clientPace } from '../../../nodes/shared/zoho/session';
import { remove, touch } from '../../support/otherUsers';
import type { RunningTrigger, TriggerStory } from './triggerStory';
import {
	callFor,
	creditsIn,
	DAY,
	HOUR,
	lead,
	leadsForm,
	MINUTE,
	openTriggers,
	SECOND,
	watching,
} from './triggerStory';

/** The memory store of this process outlives a restart in these stories, as Redis does. */
let story: TriggerStory;
let running: RunningTrigger;
const open = async (parameters: INodeParameters = leadsForm(), options = {}) => {
	story = await openTriggers(options);
	running = await story.publish(parameters);
	await running.tick();
};
beforeEach(async () => await open());
afterEach(async () => await story.close());

const shown = (events: IDataObject[]) =>
	events.map(({ id, operation, caughtUp = false }) => [id, operation, caughtUp]);

/** n8n is away for a time, and comes back. */
async function away(ms: number, orderly: boolean, meanwhile: () => unknown): Promise<void> {
	if (orderly) await running.close();
	story.setDown(true);
	await story.clock.advance(MINUTE);
	await meanwhile();
	await story.clock.advance(ms);
	story.setDown(false);
	running = await story.publish(leadsForm());
}

describe('After a restart', () => {
	it('nothing is told twice, when the module was typed in another case', async () => {
		await story.close();
		const form = leadsForm({ modules: { watch: [watching('leads')] } });
		await open(form);
		await story.live(running, 10 * MINUTE);
		story.seed('Leads', [lead('Old')]);
		await story.settle();
		await running.close();
		await story.clock.advance(10 * SECOND);
		running = await story.publish(form);
		await running.tick();

		expect(await story.events()).toMatchObject([{ module: 'Leads', operation: 'create' }]);
	});

	it.each([
		['in order', true],
		['after a crash', false],
	])('%s, what was missed is read and given once, marked', async (_, orderly) => {
		const [old, doomed] = story.seed('Leads', [lead('Old'), lead('Doomed')]);
		await story.settle();
		await story.live(running, HOUR);
		let fresh = '';
		await away(10 * MINUTE, orderly, () => {
			[fresh] = story.seed('Leads', [lead('New')]);
			touch(story, 'Leads', [old]);
			remove(story, 'Leads', [doomed]);
		});
		const mark = story.zoho.meter.mark();
		await running.tick();

		const events = (await story.events()).slice(2);
		expect(shown(events).sort()).toEqual(
			[
				[old, 'edit', true],
				[fresh, 'create', true],
				[doomed, 'delete', true],
			].sort(),
		);
		for (const event of events)
			expect(event).toMatchObject({ rawOperation: null, affectedFields: null });
		expect(story.zoho.meter.since(mark).total()).toBe(3);
		expect(creditsIn(events)).toBe(0);

		await running.tick();
		expect(await story.events()).toHaveLength(5);
		expect(story.zoho.meter.since(mark).total()).toBe(3);
	});

	it('of which the first tries failed, as Zoho was out of reach, nothing that was missed is forgotten', async () => {
		await story.live(running, HOUR);
		story.setDown(true);
		const [missed] = story.seed('Leads', [lead('Missed')]);
		await story.clock.advance(MINUTE);
		story.setDown(false);
		const fault = { kind: 'status', status: 503, when: 'before' } as const;
		story.zoho.faults.add({ match: { name: 'notifications.list', times: 'always' }, fault });
		for (let tries = 0; tries < 3; tries++) {
			await expect(story.publish(leadsForm())).rejects.toThrow(/503/);
			// n8n takes back what it made, and tries again after ever longer pauses.
			await story.node(story.workflow(leadsForm())).hook('delete', 'update');
			await story.clock.advance(HOUR);
		}
		story.zoho.faults.clear();
		running = await story.publish(leadsForm());
		await running.tick();
		expect(shown(await story.events())).toEqual([[missed, 'create', true]]);
	});

	it('shows what catching up cost as upkeep, and counts it in the ledger under channel.catchUp', async () => {
		await away(10 * MINUTE, true, () => story.seed('Leads', [lead('New')]));
		await running.tick();
		const [event] = await story.events();
		expect(event.credits).toMatchObject({ cost: 0, run: { cost: 0, calls: 0 } });
		const { byField } = await processState().counted(
			`ledger:${story.credential.id}:production`,
			DAY,
		);
		const spent = Object.entries(byField).filter(([field]) => field.includes('channel.catchUp'));
		// A query, and a list of deletions that has not been modified.
		expect(spent.map(([, credits]) => credits)).toEqual([1, 1]);
		expect(event.credits).toMatchObject({ upkeep: { cost: 4 } });
	});

	it('does not give again what was told while it was up', async () => {
		await story.live(running, HOUR);
		const ids = story.seed('Leads', [lead('Told'), lead('Told, too')]);
		await story.settle();
		await away(5 * MINUTE, false, () => undefined);
		await running.tick();
		expect((await story.events()).map(({ id }) => id)).toEqual(ids);
	});

	it('drops a notification that comes late, of a change that was caught up', async () => {
		await running.close();
		story.zoho.faults.add({
			match: { name: 'callback.notification' },
			fault: { kind: 'callback', effect: 'delay', ms: 20 * MINUTE },
		});
		const [id] = story.seed('Leads', [lead('Late')]);
		await story.clock.advance(MINUTE);
		running = await story.publish(leadsForm());
		await running.tick();
		await story.clock.advance(30 * MINUTE);
		await story.settle();
		expect(shown(await story.events())).toEqual([[id, 'create', true]]);

		touch(story, 'Leads', [id]);
		await story.settle();
		expect(shown(await story.events()).filter(([, , caughtUp]) => !caughtUp)).toEqual([
			[id, 'edit', false],
		]);
	});

	it('tells of a creation that was missed although an edit of the record came first, and tells it once', async () => {
		let id = '';
		await away(10 * MINUTE, true, () => ([id] = story.seed('Leads', [lead('New')])));
		touch(story, 'Leads', [id]);
		await story.settle();
		await running.tick();
		const told = [
			[id, 'edit', false],
			[id, 'create', true],
		];
		expect(shown(await story.events()).sort()).toEqual([...told].sort());

		await running.close();
		story.setDown(true);
		await story.clock.advance(MINUTE);
		touch(story, 'Leads', [id]);
		await story.clock.advance(MINUTE);
		story.setDown(false);
		running = await story.publish(leadsForm());
		await running.tick();
		expect(shown(await story.events()).sort()).toEqual([...told, [id, 'edit', true]].sort());
	});

	it('published again before the first tick, still reads what was missed', async () => {
		let id = '';
		await story.live(running, HOUR);
		await away(DAY, false, () => ([id] = story.seed('Leads', [lead('Missed')])));
		running = await story.republish(running, leadsForm());
		await running.tick();
		expect(shown(await story.events())).toEqual([[id, 'create', true]]);
	});

	it('goes on where a reading broke off, and gives nothing twice', async () => {
		let ids: string[] = [];
		await away(10 * MINUTE, true, () => {
			ids = story.seed(
				'Leads',
				Array.from({ length: 450 }, (_, at) => lead(`Lead ${at}`)),
			);
		});
		const fault = { kind: 'status', status: 503, when: 'before' } as const;
		story.zoho.faults.add({ match: { name: 'coql.query', nth: 2, times: 'always' }, fault });
		await running.tick();
		const first = (await story.events()).length;
		story.zoho.faults.clear();
		await running.tick();

		expect(first).toBe(200);
		expect((await story.events()).map(({ id }) => id).sort()).toEqual([...ids].sort());
	});

	it('with a state that knows nothing, as memory after a restart, reads nothing', async () => {
		await running.close();
		await processState().drop(`channelSeen:${story.credential.id}:`);
		await story.clock.advance(HOUR);
		const mark = story.zoho.meter.mark();
		running = await story.publish(leadsForm());
		await running.tick();
		expect(await story.events()).toEqual([]);
		expect(story.zoho.meter.since(mark).total()).toBe(1);
	});
});

describe('Where there was no gap', () => {
	it('nothing is read: after the first activation, and in a day of ticks', async () => {
		const mark = story.zoho.meter.mark();
		await story.live(running, DAY);
		expect(story.zoho.meter.since(mark).total()).toBe(0);
	});

	it('nothing from before the first activation comes', async () => {
		await story.close();
		story = await openTriggers();
		story.seed('Leads', [lead('Before')]);
		await story.clock.advance(30 * SECOND);
		running = await story.publish(leadsForm());
		await running.close();
		running = await story.publish(leadsForm());
		await running.tick();
		expect(await story.events()).toEqual([]);
	});
});

describe('When the channel was gone', () => {
	it('everything since it was last heard is read after it is made anew', async () => {
		story.seed('Leads', [lead('Heard')]);
		await story.settle();
		await story.live(running, DAY);
		story.zoho.loseChannel(story.channels()[0].id);
		const [missed] = story.seed('Leads', [lead('Missed')]);
		await story.settle();
		expect(await story.events()).toHaveLength(1);
		await story.live(running, 3 * DAY);

		const events = (await story.events()).slice(1);
		expect(shown(events)).toEqual([[missed, 'create', true]]);
		expect(events[0].notices).toEqual([expect.stringMatching(/made anew/)]);
	});

	it('a notification of a change before the loss, which comes late, does not pass for a sign of life', async () => {
		await story.live(running, DAY);
		const [channel] = story.channels();
		const late = callFor(channel, { server_time: story.clock.now() });
		story.zoho.loseChannel(channel.id);
		const [missed] = story.seed('Leads', [lead('Missed')]);
		await story.live(running, DAY);
		await running.trigger.receive({ body: late });
		await story.live(running, 2 * DAY);
		expect(shown(await story.events())).toContainEqual([missed, 'create', true]);
	});

	it('and n8n was killed while making it anew, what the new one tells does not hide what was missed', async () => {
		await story.live(running, DAY);
		story.zoho.loseChannel(story.channels()[0].id);
		const [missed] = story.seed('Leads', [lead('Missed')]);
		const fault = { kind: 'reset', when: 'after' } as const;
		story.zoho.faults.add({ match: { name: 'notifications.enable', times: 'always' }, fault });
		await story.live(running, 3 * DAY);
		story.zoho.faults.clear();
		expect(story.channels()).toHaveLength(1);
		const [told] = story.seed('Leads', [lead('Told by the new one')]);
		await story.live(running, DAY);
		expect(shown(await story.events())).toEqual([
			[told, 'create', false],
			[missed, 'create', true],
		]);
	});

	it('publishing again finds out, too, and heals', async () => {
		await story.live(running, HOUR);
		story.zoho.loseChannel(story.channels()[0].id);
		const [missed] = story.seed('Leads', [lead('Missed')]);
		await story.clock.advance(2 * HOUR);
		await running.close();
		running = await story.publish(leadsForm());
		await running.tick();
		expect(shown(await story.events())).toEqual([[missed, 'create', true]]);
	});

	it('what happens between the two halves of publishing again is not lost', async () => {
		await running.close();
		await running.trigger.hook('delete', 'update');
		const [missed] = story.seed('Leads', [lead('Missed')]);
		await story.clock.advance(2 * SECOND);
		running = await story.publish(leadsForm());
		await running.tick();
		expect(shown(await story.events())).toEqual([[missed, 'create', true]]);
	});
});

describe('What is read', () => {
	it('is what the events of each module ask for', async () => {
		await story.close();
		const form = leadsForm({
			modules: { watch: [watching('Leads', ['edit']), watching('Contacts', ['create'])] },
		});
		await open(form);
		const [lead1] = story.seed('Leads', [lead('Old')]);
		await story.clock.advance(2 * HOUR);
		await running.tick();
		await running.close();
		story.setDown(true);
		await story.clock.advance(MINUTE);
		story.seed('Leads', [lead('New')]);
		touch(story, 'Leads', [lead1]);
		const [contact] = story.seed('Contacts', [{ Last_Name: 'New' }]);
		await story.clock.advance(MINUTE);
		story.setDown(false);
		running = await story.publish(form);
		const mark = story.zoho.meter.mark();
		await running.tick();
		expect(shown(await story.events())).toEqual([
			[lead1, 'edit', true],
			[contact, 'create', true],
		]);
		expect(story.zoho.meter.since(mark).total()).toBe(2);
	});

	it('comes by Get Records where the login may not query', async () => {
		await story.close();
		const ticked = features.map(({ id }) => id);
		const scopes = scopesOf(ticked).filter((scope) => !scope.includes('coql'));
		await open(leadsForm(), { token: { scopes } });
		let id = '';
		await away(MINUTE, true, () => ([id] = story.seed('Leads', [lead('New')])));
		await running.tick();
		expect(shown(await story.events())).toEqual([[id, 'create', true]]);
	});

	it('comes with its records when those are fetched', async () => {
		await story.close();
		const form = leadsForm({ fetchRecord: true, options: { fetchFields: 'Last_Name' } });
		await open(form);
		await running.close();
		story.setDown(true);
		story.seed('Leads', [lead('New')]);
		await story.clock.advance(MINUTE);
		story.setDown(false);
		running = await story.publish(form);
		await running.tick();
		expect((await story.events())[0].record).toMatchObject({ Last_Name: 'New' });
	});

	it('is not told again by a call that was gathered meanwhile', async () => {
		await story.close();
		const form = leadsForm({ fetchRecord: true, options: { fetchFields: 'Last_Name' } });
		await open(form);
		await running.close();
		const [id] = story.seed('Leads', [lead('New')]);
		running = await story.publish(form);
		let goOn = () => {};
		const gathering = new Promise<void>((begun) => {
			clientPace.sleep = async () => {
				begun();
				await new Promise<void>((resolve) => (goOn = resolve));
			};
		});
		await story.clock.advance(2 * SECOND);
		await gathering;
		clientPace.sleep = async () => {};
		await running.tick();
		goOn();
		await story.settle();
		expect(shown(await story.events())).toEqual([[id, 'create', true]]);
	});

	it('is nothing of what was told before it was switched on', async () => {
		await story.close();
		await open(leadsForm({ catchUp: false }));
		const [told] = story.seed('Leads', [lead('Told')]);
		await story.settle();
		running = await story.republish(running, leadsForm());
		await running.tick();
		expect(shown(await story.events())).toEqual([[told, 'create', false]]);
	});

	it('is nothing when it is switched off', async () => {
		await story.close();
		await open(leadsForm({ catchUp: false }));
		story.setDown(true);
		story.seed('Leads', [lead('Lost')]);
		await story.clock.advance(HOUR);
		story.setDown(false);
		const mark = story.zoho.meter.mark();
		running = await story.publish(leadsForm({ catchUp: false }));
		await running.tick();
		expect(await story.events()).toEqual([]);
		expect(story.zoho.meter.since(mark).total()).toBe(1);
	});
});
