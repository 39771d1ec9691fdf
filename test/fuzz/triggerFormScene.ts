// The clock is told to the store of shared state, which keeps the one that it finds first.
import { tellTime } from '../chaos/storyTime';
import { setTimeout } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import { ZohoCrmNotificationTrigger } from '../../nodes/ZohoCrmNotificationTrigger/ZohoCrmNotificationTrigger.node';
import { clientPace } from '../../nodes/shared/zoho/session';
import { forgetLedger, ledger, tapLedger } from '../chaos/ledgerTap';
import { logged, tapLog } from '../chaos/logTap';
import { Changes } from '../chaos/trigger/changes';
import { manualClock } from '../simulator/clock';
import { createEngine } from '../support/engine';
import { secretsOf } from '../support/secretsOf';
import { openStory } from '../support/story';
import { TriggerLife } from './triggerFormLife';

const NOON = Date.parse('2024-03-01T12:00:00Z');
const YEARS = 10 ** 9;

/** What a life left behind where nobody who reads an item sees it. */
export interface Traces {
	meter: number;
	/** By the ledger: upkeep, and what belongs to items. */
	upkeep: number;
	ofItems: number;
	log: unknown[];
	/** That anybody wanted to wait, ms. */
	longestPause: number;
	secrets: string[];
	/** Addresses of the channels that Zoho still has. */
	channels: string[];
}

export type TriggerScene = Awaited<ReturnType<typeof openTriggerScene>>;

/** Zoho, and an n8n with one workflow that begins with the trigger; one life after the other. */
export async function openTriggerScene() {
	const clock = manualClock(NOON);
	let life: TriggerLife | undefined;
	const story = await openStory({
		edition: 'ultimate',
		token: { expiresIn: YEARS },
		nodes: [new ZohoCrmNotificationTrigger()],
		clock,
		deliver: async (request) => {
			const isTaken = life?.call(request.url, await request.text()) ?? false;
			return new Response('', { status: isTaken ? 200 : 404 });
		},
	});
	const { zoho } = story;
	const now = clientPace.now;
	let longestPause = 0;
	// Pauses pass at once; Zoho's time stands still meanwhile.
	const sleep = async (ms: number) => {
		longestPause = Math.max(longestPause, Number.isFinite(ms) ? ms : Infinity);
		await setTimeout(1);
	};
	Object.assign(clientPace, { now: clock.now, sleep });
	tellTime(clock.now);
	tapLedger();
	tapLog();
	const changes = new Changes(zoho);
	let [credential, mark] = [story.credential, zoho.meter.mark()];
	let log: unknown[] = [];
	let [forgotten, read] = [0, 0];
	/** By which Zoho proves its calls: one workflow has the same ones in all its lives. */
	const tokens = new Set<string>();
	return {
		...story,
		clock,
		changes,
		/** A new life, with a login of its own and nothing remembered. */
		begin(overrides: IDataObject = {}): TriggerLife {
			for (const { id } of zoho.channels()) zoho.loseChannel(id);
			forgetLedger();
			[log, longestPause] = [[], 0];
			logged();
			mark = zoho.meter.mark();
			credential = story.connect(overrides, { expiresIn: YEARS });
			const nodes = [new ZohoCrmNotificationTrigger()];
			return (life = new TriggerLife(createEngine({ nodes, credentials: [credential] }), clock));
		},
		/** The shared state of the life of now is gone: it is kept by organisation. */
		forget(): void {
			credential.data.organizationId = credential.id.replace(/\D/g, '') + String(++forgotten);
		},
		/** What the life of now has left so far. */
		traces(): Traces {
			log.push(...logged());
			for (const { requestBody, sequence } of zoho.log.since(read)) {
				for (const [, token] of (requestBody ?? '').matchAll(/"token":"([^"]+)"/g))
					tokens.add(token);
				read = sequence;
			}
			const [upkeep, ofItems] = [true, false].map((isUpkeep) =>
				ledger()
					.filter(({ node }) => node.startsWith('channel.') === isUpkeep)
					.reduce((sum, { amount }) => sum + amount, 0),
			);
			return {
				meter: zoho.meter.since(mark).total(),
				upkeep,
				ofItems,
				log,
				longestPause,
				secrets: [...secretsOf(credential), ...tokens],
				channels: zoho.channels().map(({ notifyUrl }) => notifyUrl),
			};
		},
		/** People change records in Zoho. */
		change(operation: 'create' | 'edit' | 'delete', count = 2): void {
			changes.make({
				does: 'change',
				module: 'Leads',
				operation,
				count,
				pick: Math.max(0, changes.all.length - 2),
				field: 0,
				own: false,
			});
		},
		async close() {
			clientPace.now = now;
			tellTime();
			await story.close();
		},
	};
}
