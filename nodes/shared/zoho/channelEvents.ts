import { isReadAlready, isToldAlready } from '../core/catchUp';
import { LONGEST_LIFE_MS } from '../core/channelLife';
import type { ChannelEvent } from '../core/notification';
import { unlessLost } from './channelMemory';
import type { Session } from './session';

/** Longer than any gap that a channel outlives; what is older than this cannot be told from a replay. */
const KEPT_MS = LONGEST_LIFE_MS;

/** Events of one channel; each record has one time for its changes and one for its deletion. */
function keyOf(session: Session, what: string, channelId: string, event: ChannelEvent): string {
	const { module, operation, id } = event;
	const kind = operation === 'delete' ? 'delete' : 'change';
	return `${what}:${session.org}:${channelId}:${module}:${kind}:${id}`;
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

/** Leaves out notifications of changes that catching up has given already. */
export async function notReadYet(
	session: Session,
	channelId: string,
	events: readonly ChannelEvent[],
): Promise<ChannelEvent[]> {
	const read = await Promise.all(
		events.map(
			async (event) => await timeAt(session, keyOf(session, 'caughtUp', channelId, event)),
		),
	);
	return events.filter(({ serverTime }, at) => !isReadAlready(serverTime, read[at]));
}

/** Leaves out changes that were told, or given by an earlier catching up. */
export async function notToldYet(
	session: Session,
	channelId: string,
	events: readonly ChannelEvent[],
): Promise<ChannelEvent[]> {
	const known = await Promise.all(
		events.map(async (event) => [
			await timeAt(session, keyOf(session, 'told', channelId, event)),
			await timeAt(session, keyOf(session, 'caughtUp', channelId, event)),
		]),
	);
	return events.filter(
		({ serverTime }, at) => !known[at].some((time) => isToldAlready(serverTime, time)),
	);
}

/** Notes what was given to the workflow, for the two above. */
export async function rememberGiven(
	session: Session,
	channelId: string,
	events: readonly ChannelEvent[],
): Promise<void> {
	for (const event of events) {
		if (event.serverTime === null) continue;
		const key = keyOf(session, event.caughtUp ? 'caughtUp' : 'told', channelId, event);
		const before = (await timeAt(session, key)) ?? 0;
		await session.state.put(key, Math.max(before, event.serverTime), KEPT_MS);
	}
}
