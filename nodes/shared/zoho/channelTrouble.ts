import { isEndNear } from '../core/channelLife';
import type { Life } from '../core/channelLife';
import { isObject } from '../core/isObject';
import { placeOf } from './channel';
import { isLasting } from './channelRefusal';
import type { Session } from './session';
import { passOn, ZohoStop } from './stop';

/** Why a channel cannot be looked after, and since how many tries. */
interface Trouble {
	cause: string;
	tries: number;
	/** Not before this; epoch ms. */
	nextAt: number;
	told: boolean;
}

/** A value that says nothing ends as a dropped one, without a search through all keys. */
const GONE_MS = 1000;

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const FIRST_PAUSE_MS = 15 * 60_000;
const LONGEST_PAUSE_MS = 6 * 60 * 60_000;

const keyOf = (session: Session): string => `channelTrouble:${placeOf(session)}`;

async function troubleOf(session: Session): Promise<Trouble | undefined> {
	const kept = await session.state.get(keyOf(session));
	return isObject(kept) ? (kept as unknown as Trouble) : undefined;
}

/** Whether the last try is so recent that another would only spend more on the same answer. */
export async function isTooSoon(session: Session): Promise<boolean> {
	const trouble = await troubleOf(session);
	return trouble !== undefined && session.pace.now() < trouble.nextAt;
}

/**
 * Notes that a tick failed.
 * @param grant what is left of the channel's life; null when that is not known
 * @returns whether a person should hear of it: once for each cause, and of what may pass only when the end is near
 */
export async function noteTrouble(
	session: Session,
	error: unknown,
	grant: Life | null,
): Promise<boolean> {
	const before = await troubleOf(session);
	const cause = causeOf(error);
	const same = before?.cause === cause ? before : undefined;
	const now = session.pace.now();
	const tries = (same?.tries ?? 0) + 1;
	const serious = needsPerson(error) || grant === null || isEndNear(grant, now);
	const tell = serious && same?.told !== true;
	const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));
	// A login that is connected again should be tried soon: what is turned away at the door costs nothing.
	const costly = error instanceof ZohoStop && error.reason === 'refused';
	const nextAt = costly ? now + pause : now;
	const trouble: Trouble = { cause, tries, nextAt, told: tell || same?.told === true };
	await session.state.put(keyOf(session), trouble, WEEK_MS);
	return tell;
}

/** Also what is wrong with the form, and with us: neither passes. */
const needsPerson = (error: unknown): boolean => isLasting(error) || !(error instanceof ZohoStop);

/** What an expression came to this time makes no cause of its own. */
const causeOf = (error: unknown): string =>
	error instanceof ZohoStop
		? `${error.reason} ${error.said?.code ?? ''}`
		: passOn(error).message.replace(/"[^"]*"|\d+/g, '');

/** The channel was looked after: whatever goes wrong next is news. */
export async function endTrouble(session: Session): Promise<void> {
	if (await troubleOf(session)) await session.state.put(keyOf(session), null, GONE_MS);
}
