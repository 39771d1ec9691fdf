import { randomUUID } from 'crypto';
import type {
	CronExpression,
	ExecutionError,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';

import type { Seen } from '../shared/core/catchUp';
import { gapSince } from '../shared/core/catchUp';
import { tickExpression } from '../shared/core/channelLife';
import { secondOf } from '../shared/core/watermark';
import type { Channel } from '../shared/zoho/channel';
import { channelAt, channelIdOf, placeOf } from '../shared/zoho/channel';
import type { KnownChannel } from '../shared/zoho/channelMemory';
import {
	addUpkeep,
	knownChannel,
	rememberChannel,
	rememberSeen,
	seenOf,
} from '../shared/zoho/channelMemory';
import { findUrl, labelFor } from '../shared/zoho/channelSubscription';
import { endTrouble, isTooSoon, noteTrouble } from '../shared/zoho/channelTrouble';
import type { Kept } from '../shared/zoho/channelUpkeep';
import { keepChannel } from '../shared/zoho/channelUpkeep';
import type { Session } from '../shared/zoho/session';
import { openSession, spentBy } from '../shared/zoho/session';
import { passOn, ZohoStop } from '../shared/zoho/stop';
import { nodeErrorFor } from '../shared/ui/nodeError';
import { catchUp } from './catchUp';
import { checkChannel } from './openChannel';
import { PROCESS } from './process';
import type { Parameters } from './readParameters';
import { readParameters } from './readParameters';

/** Longer than a tick takes, catching up included, so that only a killed process's lease frees itself. */
const LEASE_MS = 15 * 60_000;

/**
 * Looks after the channel while the workflow is active. n8n calls this beside `create`, in either order, so that all work
 * is done in the ticks. n8n 1.123 and 2.x take the cron as an object (n8n-core, scheduling-helper-functions).
 */
export async function lookAfterChannel(ctx: ITriggerFunctions): Promise<ITriggerResponse> {
	if (ctx.getMode() === 'manual') return {};
	const run: Run = { id: randomUUID(), told: new Set() };
	const seed = Number(channelIdOf(String(ctx.getWorkflow().id), ctx.getNode().id, ''));
	const expression = tickExpression(seed) as CronExpression;
	ctx.helpers.registerCron({ expression }, async () => await tick(ctx, run));
	return { closeFunction: async () => await close(ctx, run.id) };
}

/** From `trigger()` to its end. */
interface Run {
	id: string;
	/** What a person was told of although it could not be noted in the shared state. */
	told: Set<string>;
}

/** Never rejects: n8n would lose the reason. */
async function tick(ctx: ITriggerFunctions, run: Run): Promise<void> {
	try {
		const session = await openSession(ctx);
		const name = `channelTick:${placeOf(session)}`;
		// Another process is at it, or an earlier tick still is.
		const lease = await session.state.lease(name, 1, 1, LEASE_MS);
		if (lease === undefined) return;
		try {
			await lookAfter(ctx, session, run.id);
		} finally {
			await session.state.release(name, lease);
		}
	} catch (error) {
		const { message } = passOn(error);
		ctx.logger?.error(`Zoho CRM Notification Trigger: ${message}`);
		if (!run.told.has(message)) tell(ctx, error);
		run.told.add(message);
	}
}

async function lookAfter(ctx: ITriggerFunctions, session: Session, run: string): Promise<void> {
	const known = await knownChannel(session, 'live');
	try {
		if (await isTooSoon(session)) return;
		const parameters = readParameters(ctx);
		labelFor(session, 'renew');
		const channel = channelAt(session, await urlOf(session, known), 'live', parameters.watch);
		await checkChannel(ctx, session, channel);
		const kept = await keepChannel(session, channel, known);
		for (const notice of kept.notices) ctx.logger?.warn(notice);
		const seen = await noteSeen(session, { channel, kept, parameters, run });
		// After the gap is noted, so that a process killed in between leaves it to the next one.
		const { url, id, mark } = channel;
		if (kept.renewed) await rememberChannel(session, 'live', { url, id, mark, grant: kept.grant });
		if (seen.gapSince !== null) {
			await catchUp(ctx, channel, parameters, seen.gapSince);
			await rememberSeen(session, id, { ...seen, gapSince: null });
		}
		await endTrouble(session);
	} catch (error) {
		const worthTelling = await noteTrouble(session, error, known?.grant ?? null);
		const { message } = passOn(error);
		ctx.logger?.warn(`Zoho CRM Notification Trigger: the channel was not looked after: ${message}`);
		if (worthTelling) tell(ctx, error);
	} finally {
		if (known) await addUpkeep(session, known.id, spentBy(session));
	}
}

/** @throws ZohoStop when nobody knows the URL any more */
async function urlOf(session: Session, known: KnownChannel | undefined): Promise<string> {
	const url = known?.url ?? (await findUrl(session));
	if (url !== undefined) return url;
	throw new ZohoStop(
		'refused',
		'Zoho no longer has the notification channel of this trigger, and its address is not known here',
		'Unpublish the workflow and publish it again.',
	);
}

interface Look {
	channel: Channel;
	kept: Kept;
	parameters: Parameters;
	run: string;
}

/** Notes that somebody is there, and from when on changes may have been missed while nobody was. */
async function noteSeen(
	session: Session,
	{ channel: { id }, kept, parameters, run }: Look,
): Promise<Seen> {
	await addUpkeep(session, id, 0, kept.notices);
	const now = session.pace.now();
	const before = await seenOf(session, id);
	const unheard = kept.wasOutdated || (before !== undefined && isRestarted(before, run));
	const why = unheard ? 'unheard' : null;
	const gap = before && parameters.catchUp ? gapSince(before, why) : null;
	const seen: Seen = {
		watchedSince: before?.watchedSince ?? now,
		upAt: now,
		upBy: run,
		aliveAt: kept.renewed ? now : (before?.aliveAt ?? now),
		gapSince: gap,
	};
	await rememberSeen(session, id, seen);
	return seen;
}

/** Whether nobody has looked since another run ended, in order or not. */
const isRestarted = ({ upBy }: Seen, run: string): boolean => upBy !== run && upBy !== PROCESS;

/** A failed execution, which also runs the error workflow; absent in older versions of n8n. */
function tell(ctx: ITriggerFunctions, error: unknown): void {
	const failure = nodeErrorFor(ctx.getNode(), error) as ExecutionError;
	(ctx as Partial<ITriggerFunctions>).saveFailedExecution?.(failure);
}

/** n8n goes down, or the workflow is deactivated or published again: from now on nobody is there. */
async function close(ctx: ITriggerFunctions, run: string): Promise<void> {
	try {
		const session = await openSession(ctx);
		const id = (await knownChannel(session, 'live'))?.id;
		const seen = id === undefined ? undefined : await seenOf(session, id);
		if (id === undefined || !seen) return;
		const { catchUp } = readParameters(ctx);
		const now = session.pace.now();
		// Closed before its first tick, it leaves to the next run what it was to catch up.
		const gap = catchUp ? gapSince(seen, isRestarted(seen, run) ? 'unheard' : null) : null;
		// Who does not catch up does not note what was told: when that is switched on, it must not be read again.
		const watchedSince = catchUp ? seen.watchedSince : secondOf(now) + 1000;
		const closed: Seen = { ...seen, watchedSince, upAt: now, upBy: null, gapSince: gap };
		await rememberSeen(session, id, closed);
	} catch (error) {
		ctx.logger?.warn(`Zoho CRM Notification Trigger: ${passOn(error).message}`);
	}
}
