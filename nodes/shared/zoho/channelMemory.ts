import { isObject } from '../core/isObject';
import type { ChannelKind, Life } from '../core/channelLife';
import { LONGEST_LIFE_MS } from '../core/channelLife';
import type { Seen } from '../core/catchUp';
import { gapSince } from '../core/catchUp';
import type { ChannelEvent } from '../core/notification';
import type { Channel } from './channel';
import { placeOf } from './channel';
import type { Session } from './session';
import { passOn, ZohoStop } from './stop';

/** What the shared state knows of a node's channel. Nothing depends on it but credits: Zoho can be asked. */
export interface KnownChannel {
	url: string;
	id: string;
	/** Of the channel as Zoho was told it; empty when that is not known to be as it should be. */
	mark: string;
	/** Null when there is none, as far as is known. */
	grant: Life | null;
}

/** A value that says nothing ends as a dropped one, without a search through all keys. */
const GONE_MS = 1000;

const KEPT_MS = 4 * LONGEST_LIFE_MS;

/** How long after unsubscribing a new subscription is taken as the same one: publishing does both in a moment. */
const SAME_PUBLISH_MS = 5 * 60_000;

const keyOf = ({ org }: Session, what: string, channelId: string): string =>
	`${what}:${org}:${channelId}`;

const knownKey = (session: Session, kind: ChannelKind): string =>
	`channel:${placeOf(session)}:${kind}`;

const numberOrNull = (value: unknown): number | null =>
	typeof value === 'number' && Number.isFinite(value) ? value : null;

export async function knownChannel(
	session: Session,
	kind: ChannelKind,
): Promise<KnownChannel | undefined> {
	const kept = await session.state.get(knownKey(session, kind));
	if (!isObject(kept) || typeof kept.url !== 'string' || typeof kept.id !== 'string')
		return undefined;
	const [expiry, life] = [numberOrNull(kept.expiry), numberOrNull(kept.life)];
	const grant = expiry === null || life === null ? null : { expiry, life };
	return { url: kept.url, id: kept.id, mark: String(kept.mark), grant };
}

export async function rememberChannel(
	session: Session,
	kind: ChannelKind,
	{ url, id, mark, grant }: KnownChannel,
): Promise<void> {
	const kept = { url, id, mark, expiry: grant?.expiry ?? null, life: grant?.life ?? null };
	await session.state.put(knownKey(session, kind), kept, KEPT_MS);
}

export async function forgetChannel(
	session: Session,
	{ kind, id }: Pick<Channel, 'kind' | 'id'>,
): Promise<void> {
	await session.state.put(knownKey(session, kind), null, GONE_MS);
	const seen = kind === 'live' ? await seenOf(session, id) : undefined;
	if (!seen) return;
	const now = session.pace.now();
	const stopped: Seen = { ...seen, upAt: now, upBy: null, aliveAt: now };
	await session.state.put(keyOf(session, 'channelSeen', id), stopped, SAME_PUBLISH_MS);
}

/** Of the active workflow; undefined when nothing is known, which is no gap. */
export async function seenOf(session: Session, id: string): Promise<Seen | undefined> {
	const kept = await session.state.get(keyOf(session, 'channelSeen', id));
	if (!isObject(kept)) return undefined;
	const [watchedSince, upAt, aliveAt] = [kept.watchedSince, kept.upAt, kept.aliveAt].map(
		numberOrNull,
	);
	if (watchedSince === null || upAt === null || aliveAt === null) return undefined;
	const told = numberOrNull(await session.state.get(keyOf(session, 'channelTold', id)));
	return {
		watchedSince,
		upAt,
		upBy: typeof kept.upBy === 'string' ? kept.upBy : null,
		aliveAt: Math.max(aliveAt, told ?? 0),
		gapSince: numberOrNull(kept.gapSince),
	};
}

export async function rememberSeen(session: Session, id: string, seen: Seen): Promise<void> {
	await session.state.put(keyOf(session, 'channelSeen', id), seen, KEPT_MS);
}

/**
 * Zoho does not have the channel. Noted before it is made anew: what the new one tells at once must not pass for a sign
 * that the old one lived so long.
 */
export async function noteLost(session: Session, id: string): Promise<void> {
	const seen = await seenOf(session, id);
	if (!seen) return;
	const since = gapSince(seen, 'channelLost');
	await rememberSeen(session, id, { ...seen, gapSince: since });
}

/**
 * A notification came: the channel lived when its change was made, which may be long before it arrived or was taken. Apart
 * from the rest, which is written by one process at a time.
 */
export async function rememberTold(
	session: Session,
	id: string,
	events: readonly ChannelEvent[],
): Promise<void> {
	const made = events.flatMap(({ serverTime }) => (serverTime === null ? [] : [serverTime]));
	const lived = Math.min(session.pace.now(), ...made);
	await session.state.put(keyOf(session, 'channelTold', id), lived, KEPT_MS);
}

/** What looking after the channel has cost since the last item, and what a person should know of it. */
export interface Upkeep {
	cost: number;
	since: number;
	notices: string[];
}

export async function upkeepOf(session: Session, id: string): Promise<Upkeep | undefined> {
	const kept = await session.state.get(keyOf(session, 'channelUpkeep', id));
	if (!isObject(kept) || typeof kept.cost !== 'number') return undefined;
	const notices = Array.isArray(kept.notices) ? kept.notices.map(String) : [];
	return { cost: kept.cost, since: numberOrNull(kept.since) ?? session.pace.now(), notices };
}

/** For the next item; more notices than a person reads are left out. */
export async function addUpkeep(
	session: Session,
	id: string,
	cost: number,
	notices: readonly string[] = [],
): Promise<void> {
	if (cost === 0 && notices.length === 0) return;
	const before = await upkeepOf(session, id);
	const upkeep: Upkeep = {
		cost: (before?.cost ?? 0) + cost,
		since: before?.since ?? session.pace.now(),
		notices: [...(before?.notices ?? []), ...notices].slice(-5),
	};
	await session.state.put(keyOf(session, 'channelUpkeep', id), upkeep, KEPT_MS);
}

export async function clearUpkeep(session: Session, id: string): Promise<void> {
	await session.state.put(keyOf(session, 'channelUpkeep', id), null, GONE_MS);
}

/**
 * What the shared state says, or what is taken instead when it is lost. An event is worth more than what is known of it:
 * with a daily cap a lost state stops all spending, never the events.
 */
export async function unlessLost<T>(asked: Promise<T>, instead: T): Promise<T> {
	try {
		return await asked;
	} catch (error) {
		if (error instanceof ZohoStop && error.reason === 'stateLost') return instead;
		throw passOn(error);
	}
}
