import { momentText } from './watermark';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * The longest a channel may live. More becomes one hour without a word:
 * https://www.zoho.com/crm/developer/docs/api/v8/notifications/enable.html, public report R82.
 */
export const LONGEST_LIFE_MS = 7 * 24 * HOUR_MS;

/** Clocks differ, and a call takes its time. */
const MARGIN_MS = 10 * MINUTE_MS;

/** The active workflow, or "listen for test event" in the editor, which lasts two minutes. */
export type ChannelKind = 'live' | 'test';

/** How long one grant lasts: until when, and how long it was when it was granted (ms). */
export interface Life {
	expiry: number;
	life: number;
}

export const lifeToAsk = (kind: ChannelKind): number =>
	kind === 'test' ? HOUR_MS : LONGEST_LIFE_MS - MARGIN_MS;

/** `channel_expiry` for a grant from now on: a whole second with an offset, as milliseconds are refused. */
export const expiryText = (kind: ChannelKind, now: number): string =>
	momentText(now + lifeToAsk(kind));

/** Whether less than half of what was granted is left, or nothing (public reports R77, R80). */
export const isRenewalDue = ({ expiry, life }: Life, now: number): boolean =>
	expiry - now < life / 2;

/** Whether so little is left that a person should know that renewing does not work. */
export const isEndNear = ({ expiry, life }: Life, now: number): boolean => expiry - now < life / 4;

/** Minutes between two ticks: a grant of one hour, where Zoho gave no more, is still renewed in time. */
export const TICK_MINUTES = 20;

/**
 * When a node looks after its channel: every twenty minutes, at a second of its own, so that thousands of workflows do
 * not tick together.
 * @param seed any whole number that is the node's own
 * @returns a six-field cron expression, seconds first
 */
export function tickExpression(seed: number): string {
	const second = seed % 60;
	const first = Math.floor(seed / 60) % TICK_MINUTES;
	const minutes = Array.from({ length: 60 / TICK_MINUTES }, (_, at) => first + at * TICK_MINUTES);
	return `${second} ${minutes.join(',')} * * * *`;
}
