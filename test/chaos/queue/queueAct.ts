import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { seedRecords } from '../../simulator/seedRecords';
import { redisIsInstalled } from '../../state/redisServer';
import type { Act } from '../act';
import type { Limits } from '../limits';
import { limits } from '../limits';
import type { Trouble } from '../trouble';
import { NO_TROUBLE, trouble } from '../trouble';
import { settingsFor } from '../world';
import type { QueueStory } from './story';
import { openQueueStory } from './story';
import type { RedisTrouble } from './redisTrouble';
import { redisTrouble } from './redisTrouble';
import { checkConnections, checkQueue } from './laws';
import type { Played, QueueStepName } from './steps';
import { QUEUE_STEPS } from './steps';

interface PlannedRun {
	process: 0 | 1;
	steps: QueueStepName[];
	people: number[];
	maxCredits: number;
	/** Begins while the one before it is at work. */
	alongside: boolean;
}

interface Wish {
	runs: PlannedRun[];
	limits: Limits;
	/** A lost Redis is looked for again before the next call. */
	goesBy: boolean;
	redis: RedisTrouble[];
	trouble: Trouble;
}

const ROUTES = [
	'records.upsert',
	'records.insert',
	'records.list',
	'coql.query',
	'composite',
	'settings.fields',
	'bulkWrite.status',
];

const run: fc.Arbitrary<PlannedRun> = fc.record({
	process: fc.constantFrom(0 as const, 1 as const),
	steps: fc.array(fc.constantFrom(...(Object.keys(QUEUE_STEPS) as QueueStepName[])), {
		minLength: 1,
		maxLength: 3,
	}),
	people: fc.array(fc.nat({ max: 80 }), { minLength: 1, maxLength: 60, size: 'max' }),
	maxCredits: fc.constantFrom(0, 0, 0, 2, 10),
	alongside: fc.boolean(),
});

export const queueAct: Act<Wish> = {
	name: 'Redis and Two Processes',
	share: 30,
	leftOut: () => (redisIsInstalled ? undefined : 'no redis-server on this machine'),
	wish: fc.record({
		runs: fc.array(run, { minLength: 1, maxLength: 4, size: 'max' }),
		limits: fc.oneof(
			{ weight: 2, arbitrary: fc.constant({}) },
			{ weight: 2, arbitrary: limits },
			// Without a cap runs go on when Redis is lost.
			{ weight: 1, arbitrary: limits.map((set) => ({ ...set, dailyCap: undefined })) },
		) as fc.Arbitrary<Limits>,
		goesBy: fc.boolean(),
		redis: fc.oneof(
			{ weight: 1, arbitrary: fc.constant<RedisTrouble[]>([]) },
			{ weight: 4, arbitrary: fc.array(redisTrouble, { minLength: 1, maxLength: 3 }) },
		),
		trouble: fc.oneof(
			{ weight: 2, arbitrary: fc.constant(NO_TROUBLE) },
			{ weight: 1, arbitrary: trouble(ROUTES) },
		),
	}),
	async play(wish) {
		const story = await openQueueStory(wish.limits, wish.redis, wish.goesBy);
		try {
			const { zoho } = story;
			const there = Array.from({ length: 40 }, (_, at) => person(at));
			seedRecords(zoho.org(), 'Contacts', there, { now: zoho.clock.now() });
			if (wish.trouble.tokenEnded) zoho.expireTokens();
			for (const rule of wish.trouble.faults) zoho.faults.add(rule);
			const played = await playAll(story, wish);
			zoho.faults.clear();
			await story.mend();
			await checkQueue(story, played, wish.limits);
			await checkConnections(story);
		} finally {
			await story.close();
		}
	},
};

const person = (at: number): IDataObject => ({
	Last_Name: `Person ${at}`,
	Email: `person${at}@example.com`,
});

async function playAll(story: QueueStory, wish: Wish): Promise<Played[]> {
	const all: Array<Promise<Played>> = [];
	for (const planned of wish.runs) {
		if (!planned.alongside) await Promise.all(all);
		all.push(play(story, planned, wish.trouble));
	}
	return await Promise.all(all);
}

async function play(
	{ processes, troubles }: QueueStory,
	{ process, steps, people, maxCredits }: PlannedRun,
	around: Trouble,
): Promise<Played> {
	const settings = settingsFor(around);
	const before = troubles.missed.length;
	const chained = steps.map((name, at) => ({
		settings,
		...QUEUE_STEPS[name].step(maxCredits),
		name: `${at} ${name}`,
	}));
	const { steps: told } = await processes[process].run(chained, people.map(person));
	const missed = troubles.missed.slice(before).filter((one) => one.process === process);
	return { process, steps, inputs: people.length, told, missed };
}
