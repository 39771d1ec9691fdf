import { DateTime } from 'luxon';
import { zohoDateTime } from './zohoDates';

/** A record or a deleted id as the two lists of changes give it. */
export interface Change {
	id: string;
	/** When, epoch ms at a whole second: Zoho keeps no finer time. */
	at: number;
}

/**
 * A watermark, epoch ms. Its milliseconds are none of Zoho's: they count how often changes of that same second came
 * later than the watermark, so that each watermark stands for one set of changes already given.
 * @param zone for times without an offset: the workflow's
 * @returns undefined when it is no time
 */
export function momentOf(since: unknown, zone: string): number | undefined {
	const text = zohoDateTime(since, zone);
	return text === undefined ? undefined : Date.parse(text) + millisecondsIn(since);
}

function millisecondsIn(since: unknown): number {
	if (since instanceof Date) return since.getMilliseconds();
	if (DateTime.isDateTime(since)) return since.millisecond;
	return Number(/:\d\d\.(\d{3})/.exec(String(since))?.[1] ?? 0);
}

/** The whole second of a moment. */
export const secondOf = (moment: number): number => Math.floor(moment / 1000) * 1000;

/** A moment as Zoho's queries and headers take it. */
export const momentText = (moment: number): string =>
	new Date(moment).toISOString().replace(/\.\d{3}Z$/, '+00:00');

export const watermarkText = (watermark: number): string =>
	watermark % 1000 === 0
		? momentText(watermark)
		: new Date(watermark).toISOString().replace('Z', '+00:00');

/** One state of a record: changed again, it is another one. */
export const changeKey = ({ id, at }: Change): string => `${id}@${at}`;

/**
 * Where the next run begins, and what it has to leave out: at the second of the last change given, that second
 * included, as more may have happened within it.
 * @param since where this run began
 * @param given what earlier runs gave of that second
 */
export function nextWatermark(
	changes: readonly Change[],
	since: number,
	given: readonly string[],
): { watermark: number; given: string[] } {
	const latest = changes.reduce((time, { at }) => Math.max(time, at), secondOf(since));
	const keys = changes.filter(({ at }) => at === latest).map(changeKey);
	if (latest > since) return { watermark: latest, given: keys };
	const isLast = since % 1000 === 999;
	return keys.length === 0
		? { watermark: since, given: [...given] }
		: { watermark: isLast ? since : since + 1, given: [...given, ...keys] };
}
