import { isReadAlready, isToldAlready } from '../core/catchUp';
import { LONGEST_LIFE_MS } from '../core/channelLife';
import type { Watch } from '../core/channelWatch';
import { isWatched } from '../core/channelWatch';
import type { ChannelEvent } from '../core/notification';
import { unlessLost } from './channelMemory';
import type { Session } from './session';

/** Longer than any gap that a channel outlives; what is older than this cannot be told from a replay. */
const KEPT_MS = LONGEST_LIFE_MS;

/**
 * Events of one channel; each record has one time for its changes and one for its deletion. Modules are named as Zoho
 * does in notifications, and as the person does in what is read: they may differ by case.
 */
function keyOf(session: Session, what: string, channelId: string, event: ChannelEvent): string {
	const { module, operation, id } = event;
	const kind = operation === 'delete' ? 'delete' : 'change';
	return `${what}:${session.org}:${channelId}:${module.toLowerCase()}:${kind}:${id}`;
}

const timeAt = async (session: Session, key: string): Promise<number | undefined> => {
	const time = await unlessLost(session.state.get(key), undefined);
	return typeof time === 'number' ? time : undefined;
};

/**
 * Leaves out what came before: the same operation on the same record at the same time, over the same channel. Where the
 * state is lost an event comes twice rather than never.
 */
export async function newEvents(
	session: Session,
	channelId: string,
	events: readonly ChannelEvent[],
): Promise<ChannelEvent[]> {
	const oldest = session.pace.now() - KEPT_MS;
	const news = await Promise.all(
		events.map(async ({ operation, id, serverTime }) => {
			if (serverTime === null) return true;
			if (serverTime < oldest) return false;
			const key = `event:${session.org}:${channelId}:${operation}:${id}:${serverTime}`;
			return await unlessLost(session.state.firstSeen(key, KEPT_MS), true);
		}),
	);
	return events.filter((_, at) => news[at]);
}

/**
 * Leaves out notifications of changes that catching up has given already. What it gave as an edit does not stand for the
 * creation.
 */
export async function notReadYet(
	session: Session,
	channelId: string,
	events: readonly ChannelEvent[],
): Promise<ChannelEvent[]> {
	const read = await Promise.all(
		events.map(async (event) => {
			const time = await timeAt(session, keyOf(session, 'caughtUp', channelId, event));
			if (!isReadAlready(event.serverTime, time)) return false;
			return event.operation !== 'create' || (await isCreationTold(session, channelId, event));
		}),
	);
	return events.filter((_, at) => !read[at]);
}

/** Leaves out changes that were told, or given by an earlier catching up. */
export async function notToldYet(
	session: Session,
	channelId: string,
	watch: Pick<Watch, 'modules'>,
	events: readonly ChannelEvent[],
): Promise<ChannelEvent[]> {
	const news = await Promise.all(
		events.map(async (event) => await newsIn(session, channelId, watch, event)),
	);
	return news.filter((event) => event !== undefined);
}

/** A creation is told once, whatever was told of the record since; what comes after it is an edit. */
async function newsIn(
	session: Session,
	channelId: string,
	watch: Pick<Watch, 'modules'>,
	event: ChannelEvent,
): Promise<ChannelEvent | undefined> {
	const isCreation = event.operation === 'create';
	if (isCreation && !(await isCreationTold(session, channelId, event))) return event;
	for (const how of ['told', 'caughtUp'] as const) {
		const time = await timeAt(session, keyOf(session, how, channelId, event));
		if (isToldAlready(event.serverTime, time)) return undefined;
	}
	if (!isCreation) return event;
	return isWatched(watch, event.module, 'edit') ? { ...event, operation: 'edit' } : undefined;
}

const isCreationTold = async (
	session: Session,
	channelId: string,
	event: ChannelEvent,
): Promise<boolean> =>
	(await timeAt(session, keyOf(session, 'created', channelId, event))) !== undefined;

/** Notes what was given to the workflow, for those above. */
export async function rememberGiven(
	session: Session,
	channelId: string,
	events: readonly ChannelEvent[],
): Promise<void> {
	for (const event of events) {
		if (event.operation === 'create')
			await session.state.put(
				keyOf(session, 'created', channelId, event),
				event.serverTime ?? 0,
				KEPT_MS,
			);
		if (event.serverTime === null) continue;
		const key = keyOf(session, event.caughtUp ? 'caughtUp' : 'told', channelId, event);
		const before = (await timeAt(session, key)) ?? 0;
		await session.state.put(key, Math.max(before, event.serverTime), KEPT_MS);
	}
}
