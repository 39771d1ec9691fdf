import type { ITriggerFunctions } from 'n8n-workflow';

import type { Channel } from '../shared/zoho/channel';
import { missedEvents } from '../shared/zoho/channelChanges';
import { notToldYet, rememberGiven } from '../shared/zoho/channelEvents';
import { addUpkeep } from '../shared/zoho/channelMemory';
import { labelFor } from '../shared/zoho/channelSubscription';
import type { Session } from '../shared/zoho/session';
import { openSession, spentBy } from '../shared/zoho/session';
import type { Outgoing } from './fetchRecords';
import { fetchRecords } from './fetchRecords';
import { itemsFor } from './outgoingItems';
import type { Parameters } from './readParameters';

/**
 * Reads what may have been missed since a moment and gives it to the workflow, one execution for each page. What it costs
 * is upkeep: in the ledger under `channel.catchUp`, and shown with the next item.
 * @throws ZohoStop; what was given stays given and does not come again
 */
export async function catchUp(
	ctx: ITriggerFunctions,
	{ id, kind, watch }: Channel,
	parameters: Parameters,
	since: number,
): Promise<void> {
	const session = await openSession(ctx);
	labelFor(session, 'catchUp');
	let written = 0;
	const writeDown = async () => {
		const cost = spentBy(session) - written;
		written += cost;
		await addUpkeep(session, id, cost);
	};
	try {
		for await (const events of missedEvents(session, watch, since)) {
			const missed = await notToldYet(session, id, watch, events);
			const outgoing = await withRecords(session, missed, parameters);
			await writeDown();
			const detail = parameters.creditDetail;
			const delivery = { channelId: id, kind, detail, baseline: null, spends: [] };
			const free = outgoing.map((one) => ({ ...one, cost: 0 }));
			if (free.length > 0) ctx.emit([await itemsFor(session, free, delivery)]);
			await rememberGiven(session, id, missed);
		}
	} finally {
		await writeDown();
	}
}

async function withRecords(
	session: Session,
	events: Awaited<ReturnType<typeof notToldYet>>,
	{ fetching }: Parameters,
): Promise<Outgoing[]> {
	if (!fetching || events.length === 0) return events.map((event) => ({ event, cost: 0 }));
	return await fetchRecords(session, events, fetching);
}
