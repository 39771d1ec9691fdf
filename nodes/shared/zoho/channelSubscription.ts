import type { Life } from '../core/channelLife';
import { isRenewalDue, lifeToAsk } from '../core/channelLife';
import { eventsOf } from '../core/channelWatch';
import type { Channel } from './channel';
import { channelIdOf, isSameText, tokenOf } from './channel';
import { noteLost } from './channelMemory';
import { send } from './send';
import type { Session } from './session';
import { ZohoStop } from './stop';
import { channelsCall, disableCall, enableCall, renewCall } from './watchCalls';
import type { ListedChannel } from './watchReply';
import { answered, channelsIn, checkRemoved, expiryIn } from './watchReply';

/** What Zoho knows of a channel: nothing, or until when it lives and whether it is as it should be. */
export type Found =
	| { kind: 'none' }
	| { kind: 'there'; grant: Life; asWanted: boolean; enough: boolean };

/** A difference of clocks that is worth minding: Zoho's Date header tells whole seconds. */
const SKEW_MS = 60_000;

/** How far Zoho's clock is ahead of ours (ms), as far as an answer has shown. */
const skewOf = ({ clockOffset }: Session): number =>
	Math.abs(clockOffset) > SKEW_MS ? clockOffset : 0;

/** No channel lives longer than was asked for: by a wrong date one would never be renewed. */
const believed = (expiry: number, asked: number): number => Math.min(expiry, asked);

/**
 * Asks Zoho for the channel: 1 credit.
 * @throws ZohoStop
 */
export async function findChannel(session: Session, channel: Channel): Promise<Found> {
	const reply = answered(await send(session, channelsCall(channel.id)));
	const listed = channelsIn(reply).channels.find(({ id }) => id === channel.id);
	const now = session.pace.now();
	const life = lifeToAsk(channel.kind);
	const expiry = believed((listed?.expiry ?? 0) - skewOf(session), now + life);
	if (!listed || expiry <= now) return { kind: 'none' };
	const grant = { expiry, life };
	const enough = !isRenewalDue(grant, now);
	return { kind: 'there', grant, asWanted: isAsWanted(listed, channel), enough };
}

function isAsWanted(listed: ListedChannel, { url, token, watch }: Channel): boolean {
	const wanted = eventsOf(watch).map((event) => event.toLowerCase());
	const sameEvents = [...new Set(listed.events)].sort().join() === [...wanted].sort().join();
	return (
		sameEvents &&
		listed.url === url &&
		isSameText(listed.token ?? '', token) &&
		listed.affectedValues === watch.affectedValues &&
		listed.relatedActions === watch.relatedActions
	);
}

/**
 * Makes the channel: 1 credit.
 * @throws ZohoStop
 */
export async function subscribe(session: Session, channel: Channel): Promise<Life> {
	const grant = await ask(session, channel, enableCall);
	if (grant) return grant;
	throw new ZohoStop('refused', 'Zoho did not make the notification channel', 'Try again later.');
}

/**
 * Gives the channel its full life again, with token and events: 1 credit; 2 when it was gone and had to be made anew.
 * @throws ZohoStop
 */
export async function renew(
	session: Session,
	channel: Channel,
): Promise<{ grant: Life; wasGone: boolean }> {
	const grant = await ask(session, channel, renewCall);
	if (grant) return { grant, wasGone: false };
	await noteLost(session, channel.id);
	return { grant: await subscribe(session, channel), wasGone: true };
}

/**
 * What Zoho grants, by our clock. One that runs ahead of Zoho's asks for too long a life and gets an hour: then it asks
 * once more, by Zoho's clock.
 * @returns undefined when Zoho knows no such channel
 */
async function ask(
	session: Session,
	channel: Channel,
	callFor: typeof enableCall,
): Promise<Life | undefined> {
	const minded = skewOf(session);
	const asked = session.pace.now();
	const expiry = expiryIn(answered(await send(session, callFor(channel, asked + minded))));
	if (expiry === undefined) return undefined;
	const skew = skewOf(session);
	const wanted = lifeToAsk(channel.kind);
	const granted = believed(expiry - skew, asked + wanted);
	const life = granted - asked;
	if (life < wanted / 2 && skew !== minded) return await ask(session, channel, callFor);
	return { expiry: granted, life };
}

/**
 * Takes the channel away: 1 credit.
 * @throws ZohoStop when Zoho did not; it then dies by its expiry
 */
export async function unsubscribe(session: Session, { id }: Pick<Channel, 'id'>): Promise<void> {
	checkRemoved(answered(await send(session, disableCall(id))));
}

/**
 * The URL of this node's live channel, by asking Zoho for all of the user's channels: 1 credit for 200. An id proves
 * itself, as it is made of workflow, node and URL. For a tick whose shared state was lost.
 * @throws ZohoStop
 */
export async function findUrl(session: Session): Promise<string | undefined> {
	const [workflow, node] = [session.label.workflow, session.ctx.getNode().id];
	const isOwn = ({ id, url, token }: ListedChannel): boolean =>
		channelIdOf(workflow, node, url) === id &&
		!isSameText(token ?? '', tokenOf(session, 'test', id));
	for (let [page, more] = [1, true]; more; page++) {
		const list = channelsIn(answered(await send(session, channelsCall(null, page))));
		const own = list.channels.find(isOwn);
		if (own) return own.url;
		({ more } = list);
	}
	return undefined;
}

/** What comes now is counted in the ledger as upkeep, under `channel.<doing>`. */
export const labelFor = (session: Session, doing: string): void => {
	session.label = { ...session.label, node: `channel.${doing}` };
};
