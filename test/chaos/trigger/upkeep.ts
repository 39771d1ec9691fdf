import { deepEqual, equal, ok } from 'node:assert/strict';
import { groupBy, sumBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { checkNoSecret } from '../laws';
import { ledger } from '../ledgerTap';
import { logged } from '../logTap';
import { secretsOf } from '../../support/secretsOf';
import { isPublished } from './place';
import type { TriggerStory } from './story';
import { toldBy } from './told';

/** The dearest call of the trigger: 2,000 rows of a query. */
const DEAREST = 3;

interface Shown {
	cost: number;
	upkeep?: { cost: number };
}

/** What the items and the ledger say is what Zoho's meter says; what was lost on the way is doubtful, and no more. */
export async function checkCredits({ n8n, zoho, redis }: TriggerStory): Promise<void> {
	await redis?.mend();
	const told = redis?.told ?? ledger();
	const meter = zoho.meter.total();
	const [items, upkeep] = [false, true].map((isUpkeep) =>
		sumBy(
			told.filter(({ node }) => node.startsWith('channel.') === isUpkeep),
			'amount',
		),
	);
	const lost = zoho.log.entries().filter(({ fault, cost }) => fault !== undefined && cost === 0);
	const doubt = lost.length * DEAREST;
	const counted = items + upkeep;
	ok(meter <= counted, `the meter says ${meter}, the ledger ${counted}`);
	ok(counted - doubt <= meter, `${counted} less ${doubt} is above the meter's ${meter}`);
	const shown = sumBy(toldBy(n8n), ({ json }) => creditsOf(json).cost);
	// Reading may find that there is nothing to tell, and a killed process tells nothing.
	const silent =
		n8n.swallowed.length > 0 ||
		n8n.places.some(({ stretches }) => stretches.some(({ form }) => form.ignoreOwn));
	if (silent) ok(shown <= items, `items show ${shown}, the ledger holds ${items}`);
	else equal(shown, items, 'items show what the ledger holds of them');
}

const creditsOf = (json: IDataObject) => json.credits as unknown as Shown;

/** Never two channels of one workflow. */
export function checkChannels({ zoho }: TriggerStory): void {
	for (const [url, channels] of Object.entries(groupBy(zoho.channels(), 'notifyUrl')))
		equal(channels.length, 1, `${url} has ${channels.length} channels`);
}

/** When all is mended, each published workflow has its channel, as it should be; when it is taken off, none. */
export async function checkEnd(story: TriggerStory): Promise<void> {
	const { zoho, n8n } = story;
	checkChannels(story);
	const published = n8n.places.filter(isPublished);
	for (const place of published) {
		const channel = zoho.channels().find(({ notifyUrl }) => notifyUrl === place.url);
		ok(channel, `workflow ${place.index} has no channel`);
		const events = channel.events.map(({ module, operation }) => `${module}.${operation}`);
		const wanted = place.stretches
			.at(-1)!
			.form.modules.flatMap(({ module, operations }) =>
				operations.length === 3
					? [`${module}.all`]
					: operations.map((operation) => `${module}.${operation}`),
			);
		deepEqual(events.sort(), wanted.sort(), `workflow ${place.index}: events of its channel`);
	}
	for (const place of published) {
		await n8n.unpublish(place);
		ok(!zoho.channels().some(({ notifyUrl }) => notifyUrl === place.url), 'its channel stays');
	}
}

/** Nothing crashed, and no secret is in what people see. */
export function checkQuiet(story: TriggerStory): void {
	const { n8n, zoho } = story;
	deepEqual(n8n.crashes, [], 'a call of Zoho made the trigger throw');
	const tokens = zoho.channels().map(({ token }) => token ?? '');
	const { failures, started } = n8n;
	checkNoSecret(
		[...secretsOf(story.credential), ...tokens],
		[failures, started.map(({ items }) => items), logged()],
	);
}
