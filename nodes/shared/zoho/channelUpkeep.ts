import { isRenewalDue, lifeToAsk } from '../core/channelLife';
import type { Life } from '../core/channelLife';
import { momentText } from '../core/watermark';
import type { Channel } from './channel';
import type { KnownChannel } from './channelMemory';
import { noteLost } from './channelMemory';
import { renew } from './channelSubscription';
import type { Session } from './session';

/** What looking after a channel came to. */
export interface Kept {
	grant: Life;
	/** Zoho was asked, and the channel lives. */
	renewed: boolean;
	/** Zoho had been told another token or other events than those wanted now. */
	wasOutdated: boolean;
	/** For a person. */
	notices: string[];
}

/**
 * Renews a channel when it is time, when nobody knows how long it lives, or when what Zoho was told of it is out of date:
 * 1 credit, 2 when it was gone. Costs nothing otherwise.
 * A gap while it was gone or had expired is noted in what is known of the channel's past.
 * @throws ZohoStop
 */
export async function keepChannel(
	session: Session,
	channel: Channel,
	known: KnownChannel | undefined,
): Promise<Kept> {
	const now = session.pace.now();
	const grant = known?.id === channel.id ? known.grant : null;
	const wasOutdated = known !== undefined && known.mark !== '' && known.mark !== channel.mark;
	const isFine = grant !== null && known?.mark === channel.mark && !isRenewalDue(grant, now);
	if (isFine) return { grant, renewed: false, wasOutdated: false, notices: [] };
	const hadEnded = grant !== null && grant.expiry <= now;
	if (hadEnded) await noteLost(session, channel.id);
	const { grant: granted, wasGone } = await renew(session, channel);
	return {
		grant: granted,
		renewed: true,
		wasOutdated,
		notices: noticesOf(channel, granted, { wasGone, wasOutdated }),
	};
}

function noticesOf(
	{ id, kind }: Channel,
	{ expiry, life }: Life,
	{ wasGone, wasOutdated }: { wasGone: boolean; wasOutdated: boolean },
): string[] {
	const notices: string[] = [];
	if (wasGone) notices.push(`The notification channel ${id} was gone in Zoho and was made anew.`);
	else if (wasOutdated)
		notices.push(
			`The client secret or the settings changed, and the notification channel ${id} was told so. ` +
				'Calls that came with the old token were turned away.',
		);
	if (life < lifeToAsk(kind) / 2)
		notices.push(`Zoho let the notification channel ${id} live until ${momentText(expiry)} only.`);
	return notices;
}
