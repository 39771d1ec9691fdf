import { sum } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { processState } from '../../nodes/shared/state/memory';
import type {
	RunningTrigger,
	TriggerStory,
} from '../nodes/ZohoCrmNotificationTrigger/triggerStory';
import {
	creditsIn,
	DAY,
	HOUR,
	lead,
	MINUTE,
	openTriggers,
	watching,
} from '../nodes/ZohoCrmNotificationTrigger/triggerStory';
import { remove, touch } from '../support/otherUsers';
import type { Step, StepResult } from './step';

const DAYS = 30;
const TICK = 20 * MINUTE;
const FORM = { modules: { watch: [watching('Leads'), watching('Contacts', ['create'])] } };

/** Asking each module every five minutes what changed, 1 credit an answer; deletions would be more. */
const POLLING = (FORM.modules.watch.length * (DAYS * DAY)) / (5 * MINUTE);

/** What must come out: each once, `module operation id`. */
class Expected {
	readonly keys: string[] = [];
	private readonly leads: string[] = [];

	constructor(private readonly story: TriggerStory) {}

	/** An hour of a busy module and a quiet one: new leads, now and then an edit and a deletion of older ones. */
	hour(hour: number): void {
		const created = this.story.seed('Leads', [lead(`Lead ${hour}`)]);
		this.note('Leads', 'create', created);
		if (hour % 72 === 0)
			this.note(
				'Contacts',
				'create',
				this.story.seed('Contacts', [{ Last_Name: `Contact ${hour}` }]),
			);
		const older = this.leads.slice(-121, -120);
		if (hour % 4 === 1 && older.length > 0) {
			touch(this.story, 'Leads', older);
			this.note('Leads', 'edit', older);
		}
		const oldest = this.leads.slice(-251, -250);
		if (hour % 12 === 5 && oldest.length > 0) {
			remove(this.story, 'Leads', oldest);
			this.note('Leads', 'delete', oldest);
		}
		this.leads.push(...created);
	}

	private note(module: string, operation: string, ids: string[]) {
		this.keys.push(...ids.map((id) => `${module} ${operation} ${id}`));
	}
}

/** Day and hour at which something goes wrong. */
const RESTART = 8 * 24 + 3;
const CRASH = 19 * 24 + 7;
const LOST = 24 * 24 + 11;

async function month(story: TriggerStory, expected: Expected): Promise<void> {
	let running = await story.publish(FORM);
	for (let hour = 0; hour < DAYS * 24; hour++) {
		if (hour === RESTART) running = await restart(story, running, () => expected.hour(hour));
		else if (hour === CRASH) running = await crash(story, () => expected.hour(hour));
		else expected.hour(hour);
		if (hour === LOST) story.zoho.loseChannel(story.channels()[0].id);
		for (let passed = 0; passed < HOUR; passed += TICK) {
			await story.clock.advance(TICK);
			await story.served();
			await running.tick();
		}
	}
	await story.settle();
}

/** n8n goes down in order, and is back after ten minutes. */
async function restart(
	story: TriggerStory,
	running: RunningTrigger,
	meanwhile: () => void,
): Promise<RunningTrigger> {
	await running.close();
	return await crash(story, meanwhile, 10 * MINUTE);
}

/** n8n is gone without a word, for two hours. */
async function crash(
	story: TriggerStory,
	meanwhile: () => void,
	ms = 2 * HOUR,
): Promise<RunningTrigger> {
	story.setDown(true);
	await story.clock.advance(ms / 2);
	meanwhile();
	await story.clock.advance(ms / 2);
	story.setDown(false);
	return await story.publish(FORM);
}

/** Credits in the ledger by what they were spent for. */
async function ledger(story: TriggerStory): Promise<Map<string, number>> {
	const { byField } = await processState().counted(`ledger:${story.credential.id}:production`, DAY);
	const byPurpose = new Map<string, number>();
	for (const [field, credits] of Object.entries(byField)) {
		const [, purpose] = JSON.parse(field) as string[];
		byPurpose.set(purpose, (byPurpose.get(purpose) ?? 0) + credits);
	}
	return byPurpose;
}

function counted(wanted: string[], events: IDataObject[]) {
	const given = events.map(({ module, operation, id }) => [module, operation, id].join(' '));
	const told = new Set(given);
	return {
		events: wanted.length,
		emitted: events.length,
		lost: wanted.filter((key) => !told.has(key)).length,
		duplicates: given.length - told.size,
		polls: 0,
	};
}

async function measured(story: TriggerStory): Promise<StepResult> {
	const expected = new Expected(story);
	await month(story, expected);
	const events = await story.events();
	const spent = await ledger(story);
	const catchUp = spent.get('channel.catchUp') ?? 0;
	const upkeep = sum([...spent.values()]) - catchUp;
	const counts = counted(expected.keys, events);
	if (counts.lost > 0 || counts.duplicates > 0 || upkeep > 15)
		throw new Error(`Lost or doubled, or too dear: ${JSON.stringify({ ...counts, upkeep })}`);
	const caughtUp = events.filter((event) => event.caughtUp).length;
	return {
		items: counts.events,
		success: counts.emitted,
		failed: 0,
		calls: story.zoho.log.entries().filter(({ name }) => !name.startsWith('oauth.')).length,
		credits: creditsIn(events) + upkeep + catchUp,
		meter: story.zoho.meter.total(),
		baseline: POLLING,
		...counts,
		notes: [
			`${upkeep} credits of upkeep and ${catchUp} to catch up on ${caughtUp} events, after two restarts and a channel lost in Zoho; ` +
				`${counts.lost} lost, ${counts.duplicates} doubled.`,
		],
	};
}

export const triggerSteps: Step[] = [
	{
		name: 'trigger.30days',
		node: 'Notification Trigger',
		work: 'Thirty days of two modules, against polling every five minutes',
		async run() {
			const story = await openTriggers();
			try {
				return await measured(story);
			} finally {
				await story.close();
			}
		},
	},
];
