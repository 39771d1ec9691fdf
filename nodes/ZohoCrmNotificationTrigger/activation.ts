import type { IHookFunctions } from 'n8n-workflow';

import type { Seen } from '../shared/core/catchUp';
import type { Channel } from '../shared/zoho/channel';
import {
	addUpkeep,
	forgetChannel,
	knownChannel,
	noteLost,
	rememberChannel,
	rememberSeen,
	seenOf,
} from '../shared/zoho/channelMemory';
import {
	isRollback,
	refusalOf,
	rememberActivation,
	rememberRefusal,
} from '../shared/zoho/channelRefusal';
import {
	findChannel,
	labelFor,
	renew,
	subscribe,
	unsubscribe,
} from '../shared/zoho/channelSubscription';
import type { Session } from '../shared/zoho/session';
import { spentBy } from '../shared/zoho/session';
import { afterwards } from '../shared/zoho/spending';
import { nodeErrorFor } from '../shared/ui/nodeError';
import { checkChannel, openChannel, plainFault } from './openChannel';
import { PROCESS } from './process';

/** Deactivating must not wait for a Zoho that does not answer; the channel dies by its expiry. */
const PATIENCE_MS = 15_000;

/**
 * Whether Zoho has the channel as it should be, with more than half of its life left: 1 credit. Memory and static data
 * are not asked (public report R124). A test channel is always made anew, for nothing.
 * @throws NodeOperationError / NodeApiError
 */
export async function channelExists(ctx: IHookFunctions): Promise<boolean> {
	const { session, channel } = await openChannel(ctx);
	return await orRefused(session, channel, 'check', async () => {
		const { kind, url, id } = channel;
		if (kind === 'test') return false;
		await rememberChannel(session, kind, { url, id, mark: '', grant: null });
		const found = await findChannel(session, channel);
		const there = found.kind === 'there';
		const mark = there && found.asWanted ? channel.mark : '';
		const grant = there ? found.grant : null;
		await rememberChannel(session, kind, { url, id, mark, grant });
		await noteAlive(session, id, there);
		return there && found.asWanted && found.enough;
	});
}

/**
 * Makes the channel, or renews one that is not as it should be: 1 credit.
 * @throws NodeOperationError / NodeApiError; a refusal for good is remembered for a minute and costs no second call
 */
export async function createChannel(ctx: IHookFunctions): Promise<boolean> {
	const { session, channel } = await openChannel(ctx);
	return await orRefused(session, channel, 'create', async () => {
		const { kind, url, id, mark } = channel;
		const known = await knownChannel(session, kind);
		const isThere = known?.id === id && known.grant !== null;
		const grant = isThere
			? (await renew(session, channel)).grant
			: await subscribe(session, channel);
		await rememberChannel(session, kind, { url, id, mark, grant });
		if (kind === 'live') await noteCreated(session, id);
		return true;
	});
}

/** Never fails: what could not be removed ends by itself, and its calls find nobody (public report R127). */
export async function removeChannel(ctx: IHookFunctions): Promise<boolean> {
	try {
		const { session, channel } = await openChannel(ctx, AbortSignal.timeout(PATIENCE_MS));
		labelFor(session, 'delete');
		// Rolled back after a refusal: nothing was made.
		if (plainFault(session, channel) || (await refusalOf(session, channel))) return true;
		await afterwards(forgetUnlessRolledBack(session, channel));
		await unsubscribe(session, channel);
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		ctx.logger?.warn(
			`Zoho CRM Notification Trigger: the channel was not removed and ends by itself within 7 days. ${why}`,
		);
	}
	return true;
}

/**
 * What is known of its past goes with a workflow that a person takes off. Where Zoho was out of reach when n8n started, n8n
 * takes off its half-made webhooks, too, and tries again later (n8n `active-workflow-manager.ts`): then what was missed is
 * still to be told.
 */
async function forgetUnlessRolledBack(session: Session, channel: Channel): Promise<void> {
	if (!(await isRollback(session, channel))) await forgetChannel(session, channel);
}

async function orRefused<T>(
	session: Session,
	channel: Channel,
	doing: string,
	work: () => Promise<T>,
): Promise<T> {
	labelFor(session, doing);
	await checkChannel(session, channel);
	const refused = await refusalOf(session, channel);
	if (refused) throw nodeErrorFor(session.ctx.getNode(), refused);
	try {
		const made = await work();
		await afterwards(rememberActivation(session, channel, 'done'));
		return made;
	} catch (error) {
		await rememberRefusal(session, channel, error);
		await afterwards(rememberActivation(session, channel, 'failed'));
		throw nodeErrorFor(session.ctx.getNode(), error);
	} finally {
		await addUpkeep(session, channel.id, spentBy(session));
	}
}

/** Zoho was asked for a channel that may have been there before. */
async function noteAlive(session: Session, id: string, there: boolean): Promise<void> {
	if (there) await noteCreated(session, id);
	else await noteLost(session, id);
}

async function noteCreated(session: Session, id: string): Promise<void> {
	const now = session.pace.now();
	const seen = (await seenOf(session, id)) ?? firstSeen(now);
	await rememberSeen(session, id, { ...seen, aliveAt: now });
}

const firstSeen = (now: number): Seen => ({
	watchedSince: now,
	upAt: now,
	upBy: PROCESS,
	aliveAt: now,
	gapSince: null,
});
