import { ZohoCrmNotificationTrigger } from '../../../nodes/ZohoCrmNotificationTrigger/ZohoCrmNotificationTrigger.node';
import { processState } from '../../../nodes/shared/state/memory';
import { clientPace } from '../../../nodes/shared/zoho/session';
import { manualClock } from '../../simulator/clock';
import type { Story } from '../../support/story';
import type { OwnRedis, RedisWish } from '../queue/ownRedis';
import { openOwnRedis } from '../queue/ownRedis';
import { openWorld } from '../world';
import { tellTime } from '../storyTime';
import { Changes } from './changes';
import { doStep, orgId } from './doing';
import type { Form } from './form';
import { becomeFormer } from './formerProcess';
import { Gathering } from './gathering';
import { N8n } from './n8n';
import type { Step } from './step';

const NOON = Date.parse('2024-03-01T12:00:00Z');
const DAY_MS = 24 * 60 * 60_000;

export interface TriggerWish {
	/** Of each of the two workflows: its settings, and those it may get. */
	forms: [[Form, Form], [Form, Form]];
	/** As with Redis; else it is lost whenever n8n ends. */
	keepsState: boolean;
	steps: Step[];
	/** State is in a real Redis, and kept. */
	redis: RedisWish | null;
}

/** Zoho, n8n and people, all on one clock. */
export interface TriggerStory extends Story {
	changes: Changes;
	n8n: N8n;
	redis: OwnRedis | null;
	/** When shared state was lost, epoch ms. */
	stateLostAt: number[];
	do(step: Step): Promise<void>;
	/** Everything works again, for long enough that all is mended. */
	mend(): Promise<void>;
}

export async function openTriggerStory(wish: TriggerWish): Promise<TriggerStory> {
	const clock = manualClock(NOON);
	const gathering = new Gathering(clock);
	const redis = wish.redis && (await openOwnRedis(wish.redis, clock.now));
	let n8n: N8n | undefined;
	const story = await openWorld(
		[new ZohoCrmNotificationTrigger()],
		{
			clock,
			credential: redis?.boxes,
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
	if (!redis) credential.data.organizationId = orgId(credential.id, 0);
	n8n = new N8n(story.engine, clock, gathering, async () => {
		const orgKey = `${String(credential.data.organizationId)}:production`;
		await becomeFormer(redis?.state ?? processState(), orgKey, zoho.channels());
	});
	const changes = new Changes(zoho);
	const told: TriggerStory = {
		...story,
		changes,
		n8n,
		redis,
		stateLostAt,
		do: async (step) => {
			await doStep(told, wish, step);
			if (step.does !== 'pass') await clock.advance(1);
		},
		async mend() {
			zoho.faults.clear();
			await redis?.mend();
			await told.do({ does: 'start' });
			await n8n.pass(4.5 * DAY_MS);
		},
		async close() {
			clientPace.now = now;
			tellTime();
			await story.close();
			await redis?.close();
		},
	};
	return told;
}

const isGathering = (ms: number) => ms === 3000 || ms === 7000;
