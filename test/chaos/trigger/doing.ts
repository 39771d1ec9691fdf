import type { IDataObject } from 'n8n-workflow';
import { isPublished } from './place';
import type { Step } from './step';
import type { TriggerStory, TriggerWish } from './story';

/** State is kept by organisation: another id is another state. */
export const orgId = (credential: string, lost: number) =>
	`${credential.replace(/\D/g, '')}${lost}`;

type Doing = {
	[Kind in Step['does']]: (
		story: TriggerStory,
		step: Extract<Step, { does: Kind }>,
		wish: TriggerWish,
	) => Promise<void> | void;
};

export async function doStep(story: TriggerStory, wish: TriggerWish, step: Step): Promise<void> {
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
