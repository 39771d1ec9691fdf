import type { IDataObject } from 'n8n-workflow';
import { ZohoCrmNotificationTrigger } from '../../../nodes/ZohoCrmNotificationTrigger/ZohoCrmNotificationTrigger.node';
import { clientPace } from '../../../nodes/shared/zoho/session';
import { manualClock } from '../../simulator/clock';
import type { Story } from '../../support/story';
import { openWorld } from '../world';
import { tellTime } from '../storyTime';
import { Changes } from './changes';
import type { Form } from './form';
import { Gathering } from './gathering';
import { isPublished, N8n } from './n8n';
import type { Step } from './step';

const NOON = Date.parse('2024-03-01T12:00:00Z');
const DAY_MS = 24 * 60 * 60_000;

export interface TriggerWish {
	/** Of each of the two workflows: its settings, and those it may get. */
	forms: [[Form, Form], [Form, Form]];
	/** As with Redis; else it is lost whenever n8n ends. */
	keepsState: boolean;
	steps: Step[];
}

/** Zoho, n8n and people, all on one clock. */
export interface TriggerStory extends Story {
	changes: Changes;
	n8n: N8n;
	/** When shared state was lost, epoch ms. */
	stateLostAt: number[];
	do(step: Step): Promise<void>;
	/** Everything works again, for long enough that all is mended. */
	mend(): Promise<void>;
}

export async function openTriggerStory(wish: TriggerWish): Promise<TriggerStory> {
	const clock = manualClock(NOON);
	const gathering = new Gathering(clock);
	let n8n: N8n | undefined;
	const story = await openWorld(
		[new ZohoCrmNotificationTrigger()],
		{
			clock,
			deliver: async (request) => {
				const status = await n8n!.answer(request.url, { body: await request.json() });
				if (status === null) throw new Error('connect ECONNREFUSED');
				return new Response('', { status });
			},
		},
		async (ms) =>
			isGathering(ms)
				? await gathering.pause(ms)
				: await new Promise<void>((resolve) => setTimeout(resolve, 1)),
	);
	const now = clientPace.now;
	clientPace.now = clock.now;
	tellTime(clock.now);
	const { credential, zoho } = story;
	const stateLostAt: number[] = [];
	credential.data.organizationId = orgId(credential.id, 0);
	const orgKey = () => `${String(credential.data.organizationId)}:production`;
	n8n = new N8n(story.engine, clock, gathering, orgKey);
	n8n.channelsKnown = () => zoho.channels();
	const changes = new Changes(zoho);
	const told: TriggerStory = {
		...story,
		changes,
		n8n,
		stateLostAt,
		do: async (step) => {
			await doStep(told, wish, step);
			if (step.does !== 'pass') await clock.advance(1);
		},
		async mend() {
			zoho.faults.clear();
			await told.do({ does: 'start' });
			await n8n.pass(4.5 * DAY_MS);
		},
		async close() {
			clientPace.now = now;
			tellTime();
			await story.close();
		},
	};
	return told;
}

const isGathering = (ms: number) => ms === 3000 || ms === 7000;

/** State is kept by organisation: another id is another state. */
const orgId = (credential: string, lost: number) => `${credential.replace(/\D/g, '')}${lost}`;

type Doing = {
	[Kind in Step['does']]: (
		story: TriggerStory,
		step: Extract<Step, { does: Kind }>,
		wish: TriggerWish,
	) => Promise<void> | void;
};

async function doStep(story: TriggerStory, wish: TriggerWish, step: Step): Promise<void> {
	const doing = DOING[step.does] as (...all: [TriggerStory, Step, TriggerWish]) => Promise<void>;
	await doing(story, step, wish);
}

const DOING: Doing = {
	change: ({ changes }, step) => changes.make(step),
	pass: async ({ n8n }, { seconds }) => await n8n.pass(seconds * 1000),
	stop: async (story, { orderly }, { keepsState }) => {
		const { n8n, credential, stateLostAt } = story;
		if (!n8n.isUp) return;
		await n8n.stop(orderly);
		if (keepsState) return;
		stateLostAt.push(story.zoho.clock.now());
		credential.data.organizationId = orgId(credential.id, stateLostAt.length);
	},
	start: async ({ n8n }) => await n8n.up(),
	restart: async (story, { orderly, seconds }, wish) => {
		await doStep(story, wish, { does: 'stop', orderly });
		await story.n8n.pass(seconds * 1000);
		await story.n8n.up();
	},
	lose: ({ zoho, n8n }, { workflow }) => {
		const { url } = n8n.places[workflow];
		for (const { id, notifyUrl } of zoho.channels()) if (notifyUrl === url) zoho.loseChannel(id);
	},
	publish: async ({ n8n }, { workflow }, { forms }) => {
		const place = n8n.places[workflow];
		if (!n8n.isUp) return;
		if (isPublished(place)) await n8n.unpublish(place);
		else await n8n.publish(place, forms[workflow][0]);
	},
	republish: async ({ n8n }, { workflow, changed }, { forms }) => {
		const place = n8n.places[workflow];
		if (!n8n.isUp || !isPublished(place)) return;
		await n8n.unpublish(place);
		await n8n.publish(place, forms[workflow][changed ? 1 : 0]);
	},
	replay: async ({ n8n, zoho }, { pick, times }) => {
		const calls = zoho.callbacks.log.since().filter(({ effect }) => effect !== 'forged');
		if (calls.length === 0) return;
		const { url, body } = calls[pick % calls.length];
		await Promise.all(Array.from({ length: times }, async () => await n8n.answer(url, { body })));
	},
	forge: async ({ n8n, zoho }, { pick, how }) => {
		const channels = zoho.channels();
		if (channels.length === 0) return;
		const { id, token, notifyUrl } = channels[pick % channels.length];
		const other = channels.find((one) => one.id !== id)?.id ?? '123456789012345';
		const body: IDataObject = {
			server_time: zoho.clock.now(),
			module: 'Leads',
			ids: ['9999999000000000001'],
			operation: 'insert',
			channel_id: id,
			token,
			...FORGED[how](other),
		};
		await n8n.answer(notifyUrl, { body });
	},
	endTokens: ({ zoho }) => zoho.expireTokens(),
	disturb: ({ zoho }, { faults }) => faults.forEach((rule) => zoho.faults.add(rule)),
	calm: ({ zoho }) => zoho.faults.clear(),
	spoil: ({ zoho }, { effect, ms, nth, times }) => {
		const match = { name: 'callback.notification', nth, times };
		const fault = { kind: 'callback', effect, ...(effect === 'delay' ? { ms } : {}) } as const;
		zoho.faults.add({ match, fault });
	},
};

const FORGED: Record<Extract<Step, { does: 'forge' }>['how'], (other: string) => IDataObject> = {
	noToken: () => ({ token: undefined }),
	otherToken: () => ({ token: 'x'.repeat(43) }),
	otherChannel: (other) => ({ channel_id: other }),
	nonsense: () => ({ ids: 'all of them', operation: 7 }),
};
