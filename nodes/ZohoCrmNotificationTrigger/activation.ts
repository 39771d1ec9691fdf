import type { IHookFunctions } from 'n8n-workflow';

import type { Seen } from '../shared/core/catchUp';
import type { Life } from '../shared/core/channelLife';
import { lifeToAsk } from '../shared/core/channelLife';
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
	isPlainRefusal,
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
import { passOn } from '../shared/zoho/stop';
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
	return await orRefused(ctx, session, channel, 'check', async () => {
		const { kind, url, id } = channel;
		if (kind === 'test') return false;
		const found = await inDoubt(session, channel, findChannel);
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
	return await orRefused(ctx, session, channel, 'create', async () => {
		const { kind, url, id, mark } = channel;
		const grant = (await isThere(session, channel))
			? (await renew(session, channel)).grant
			: await inDoubt(session, channel, subscribe);
		await rememberChannel(session, kind, { url, id, mark, grant });
		if (kind === 'live') await noteCreated(session, id);
		return true;
	});
}

const isThere = async (session: Session, { kind, id }: Channel): Promise<boolean> => {
	const known = await knownChannel(session, kind);
	return known?.id === id && known.grant !== null;
};

/** Until Zoho answers, there may be a channel for all we know: who takes the activation back must remove it. */
async function inDoubt<T>(
	session: Session,
	channel: Channel,
	ask: (session: Session, channel: Channel) => Promise<T>,
): Promise<T> {
	const { kind, url, id } = channel;
	const note = async (grant: Life | null) =>
		await rememberChannel(session, kind, { url, id, mark: '', grant });
	await note({ expiry: session.pace.now() + lifeToAsk(kind), life: lifeToAsk(kind) });
	try {
		return await ask(session, channel);
	} catch (error) {
		if (isPlainRefusal(error)) await note(null);
		throw passOn(error);
	}
}

/** Never fails: what could not be removed ends by itself, and its calls find nobody (public report R127). */
export async function removeChannel(ctx: IHookFunctions): Promise<boolean> {
	try {
		const { session, channel } = await openChannel(ctx, AbortSignal.timeout(PATIENCE_MS));
		labelFor(session, 'delete');
		if (await isUnmade(ctx, session, channel)) return true;
		await afterwards(forgetUnlessRolledBack(session, channel));
		await unsubscribe(session, channel);
		await afterwards(noteRemoved(session, channel));
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		ctx.logger?.warn(
			`Zoho CRM Notification Trigger: the channel was not removed and ends by itself within 7 days. ${why}`,
		);
	}
	return true;
}

/** Whether an activation is taken back that came to no channel. */
async function isUnmade(ctx: IHookFunctions, session: Session, channel: Channel): Promise<boolean> {
	if (await isThere(session, channel)) return false;
	if (await refusalOf(session, channel)) return true;
	return (await isRollback(session, channel)) && plainFault(ctx, session, channel) !== undefined;
}

/** n8n tries again and takes back again. */
async function noteRemoved(session: Session, channel: Channel): Promise<void> {
	const { kind, url, id } = channel;
	if (await isRollback(session, channel))
		await rememberChannel(session, kind, { url, id, mark: '', grant: null });
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
	ctx: IHookFunctions,
	session: Session,
	channel: Channel,
	doing: string,
	work: () => Promise<T>,
): Promise<T> {
	labelFor(session, doing);
	const refused = await refusalOf(session, channel);
	if (refused) throw nodeErrorFor(ctx.getNode(), refused);
	try {
		await checkChannel(ctx, session, channel);
		const made = await work();
		await afterwards(rememberActivation(session, channel, 'done'));
		return made;
	} catch (error) {
		await rememberRefusal(session, channel, error);
		await afterwards(rememberActivation(session, channel, 'failed'));
		throw nodeErrorFor(ctx.getNode(), error);
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
