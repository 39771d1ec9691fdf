import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { ChannelKind } from '../shared/core/channelLife';
import type { Watch } from '../shared/core/channelWatch';
import { isWatched, watchFault } from '../shared/core/channelWatch';
import type { ChannelEvent, Claim } from '../shared/core/notification';
import { claimIn, readNotification } from '../shared/core/notification';
import { isProved, isSameText } from '../shared/zoho/channel';
import { newEvents, notReadYet, rememberGiven } from '../shared/zoho/channelEvents';
import { addUpkeep, knownChannel, rememberTold, unlessLost } from '../shared/zoho/channelMemory';
import { readBody } from '../shared/zoho/readBody';
import type { Session } from '../shared/zoho/session';
import { openSession, spentBy } from '../shared/zoho/session';
import { afterwards } from '../shared/zoho/spending';
import { fetchRecords } from './fetchRecords';
import { formFault } from './formFault';
import { gather } from './gather';
import { kindOf } from './openChannel';
import { itemsFor } from './outgoingItems';
import { readParameters } from './readParameters';

/** No execution; whoever called has its answer. */
const NOTHING: IWebhookResponseData = { noWebhookResponse: true };

/**
 * Takes one call. Who does not know the channel's token gets 401 and starts nothing; Zoho gets 200 at once, before any
 * work, as nothing says how long it waits.
 */
export async function receive(ctx: IWebhookFunctions): Promise<IWebhookResponseData> {
	const body = bodyOf(ctx);
	const kind = kindOf(ctx);
	const claim = claimIn(body);
	const session = await sessionOrNone(ctx);
	if (!session) return answer(ctx, 503, 'The credential of this trigger cannot be read');
	if (!claim || !isProved(session, kind, claim) || (await isForeign(session, kind, claim)))
		return answer(ctx, 401, 'Not a notification for this trigger');
	const reading = readNotification(body);
	if (reading.kind === 'malformed') {
		ctx.logger?.warn(
			`Zoho CRM Notification Trigger: a notification made no sense: ${reading.reason}`,
		);
		return answer(ctx, 400, reading.reason);
	}
	ctx.getResponseObject().status(200).end();
	return await deliver(ctx, session, { channelId: claim.channelId, kind, told: reading.events });
}

function answer(ctx: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	ctx.getResponseObject().status(status).json({ message });
	return NOTHING;
}

/**
 * The body as Zoho sent it: numbers beyond 2^53 become text (public report R61), which n8n's own parsing has rounded by
 * now. What n8n did not take for JSON is none here.
 */
function bodyOf(ctx: IWebhookFunctions): unknown {
	const { rawBody } = ctx.getRequestObject() as { rawBody?: unknown };
	if (rawBody instanceof Uint8Array && rawBody.length > 0)
		return readBody(Buffer.from(rawBody).toString());
	return ctx.getBodyData();
}

/** A credential that cannot be read must not make a failed execution of each call of a stranger. */
async function sessionOrNone(ctx: IWebhookFunctions): Promise<Session | undefined> {
	try {
		return await openSession(ctx);
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		ctx.logger?.error(`Zoho CRM Notification Trigger: a call was turned away: ${why}`);
		return undefined;
	}
}

/**
 * Another channel than the one in force, such as that of an address this n8n had before. Unknown where nothing is kept:
 * the address that a webhook process makes up for itself may be wrong, and proves nothing.
 */
async function isForeign(session: Session, kind: ChannelKind, claim: Claim): Promise<boolean> {
	const known = await unlessLost(knownChannel(session, kind), undefined);
	return known !== undefined && !isSameText(known.id, claim.channelId);
}

interface Call {
	channelId: string;
	kind: ChannelKind;
	told: readonly ChannelEvent[];
}

async function deliver(
	ctx: IWebhookFunctions,
	session: Session,
	{ channelId, kind, told }: Call,
): Promise<IWebhookResponseData> {
	const { watch, fetching, catchUp, creditDetail } = readParameters(ctx);
	const catchesUp = catchUp && kind === 'live';
	if (catchesUp) await afterwards(rememberTold(session, channelId, told));
	const wanted = isFormWrong(ctx, session, watch) ? told : told.filter(isWatchedIn(watch));
	const news = await newEvents(session, channelId, wanted);
	if (news.length === 0) return NOTHING;
	const key = `${session.org}:${channelId}`;
	const wait = async () => await session.pace.sleep(fetching?.gatherMs ?? 0);
	const gathered = fetching ? await gather(key, news, wait) : news;
	if (!gathered) return NOTHING;
	// Behind the wait, as catching up may have given them meanwhile.
	const events = catchesUp ? await notReadYet(session, channelId, gathered) : gathered;
	if (events.length === 0) return NOTHING;
	const outgoing = fetching
		? await fetchRecords(session, events, fetching)
		: events.map((event) => ({ event, cost: 0 }));
	if (catchesUp) await afterwards(rememberGiven(session, channelId, events));
	if (outgoing.length === 0) {
		await afterwards(addUpkeep(session, channelId, spentBy(session)));
		return NOTHING;
	}
	const items = await itemsFor(session, outgoing, {
		channelId,
		kind,
		detail: creditDetail,
		baseline: fetching ? outgoing.length : null,
		spends: session.spends,
	});
	return { noWebhookResponse: true, workflowData: [items] };
}

const isWatchedIn =
	(watch: Watch) =>
	({ module, operation }: ChannelEvent): boolean =>
		isWatched(watch, module, operation);

/** Zoho tells of what the form once said: nothing is held back because an expression comes to nonsense now. */
function isFormWrong(ctx: IWebhookFunctions, session: Session, watch: Watch): boolean {
	const fault = formFault(ctx) ?? watchFault(watch);
	if (fault)
		session.notices.push(
			`The form is wrong now, and its defaults were taken: ${fault.message}. ${fault.fix}`,
		);
	return fault !== undefined;
}
