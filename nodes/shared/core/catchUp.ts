import type { WatchedModule } from './channelWatch';
import type { ChannelEvent } from './notification';
import type { ZohoRecord } from './row';
import { secondOf } from './watermark';

/** What is known of a channel's past, epoch ms. */
export interface Seen {
	/** When the channel was first asked for; nothing before that is missed. */
	watchedSince: number;
	/** When somebody was last known to be there to receive, and who: null when it was closed on purpose. */
	upAt: number;
	upBy: string | null;
	/** When Zoho last showed that the channel lives. */
	aliveAt: number;
	/** From here on changes may have been missed and were not read yet; null when none were. */
	gapSince: number | null;
}

/** Clocks, and a notification that was on its way when the channel or n8n went down. */
const OVERLAP_MS = 60_000;

/**
 * Why a gap is known. `unheard`: nobody took the calls since it was last known that somebody did, by a restart or an
 * outdated token. `channelLost`: the channel was gone, or had expired.
 */
export type Interruption = 'unheard' | 'channelLost';

/**
 * From when on changes may have been missed; null when there is no such time. What was not read after an earlier
 * interruption is kept.
 * @param why null when nothing has happened since
 */
export function gapSince(seen: Seen, why: Interruption | null): number | null {
	const lastSign = { unheard: seen.upAt, channelLost: seen.aliveAt };
	const start = why === null ? null : lastSign[why] - OVERLAP_MS;
	const starts = [seen.gapSince, start].filter((each) => each !== null);
	return starts.length === 0 ? null : Math.max(seen.watchedSince, Math.min(...starts));
}

const timeOf = (value: unknown): number | undefined => {
	const time = Date.parse(String(value));
	return Number.isNaN(time) ? undefined : time;
};

/**
 * A record that was changed in a gap, as an event: created within the gap, or edited. What happened to it more than
 * once is one event; which fields changed is not known.
 * @returns undefined for what the module's events leave out
 */
export function changedEvent(
	row: ZohoRecord,
	{ module, operations }: WatchedModule,
	since: number,
): ChannelEvent | undefined {
	const [created, modified] = [timeOf(row.Created_Time), timeOf(row.Modified_Time)];
	const isNew = created !== undefined && created >= secondOf(since);
	const isEdited = !isNew || (modified !== undefined && modified > created);
	const asNew = isNew && operations.includes('create');
	if (!asNew && !(isEdited && operations.includes('edit'))) return undefined;
	return readEvent(module, asNew ? 'create' : 'edit', String(row.id), modified ?? null);
}

/** A record that was deleted in a gap. */
export const deletedEvent = (row: ZohoRecord, { module }: WatchedModule): ChannelEvent =>
	readEvent(module, 'delete', String(row.id), timeOf(row.deleted_time) ?? null);

const readEvent = (
	module: string,
	operation: ChannelEvent['operation'],
	id: string,
	serverTime: number | null,
): ChannelEvent => ({
	module,
	operation,
	rawOperation: null,
	id,
	serverTime,
	affectedFields: null,
	caughtUp: true,
});

/** Whether what was told up to `told` (epoch ms) includes a change read with Zoho's time, which is a whole second. */
export const isToldAlready = (read: number | null, told: number | undefined): boolean =>
	read !== null && told !== undefined && told >= secondOf(read);

/** Whether a notification is of a change that catching up has read: it kept the second only. */
export const isReadAlready = (told: number | null, read: number | undefined): boolean =>
	told !== null && read !== undefined && secondOf(told) <= read;
