import { invalidData, wrongType, type RecordError } from './recordErrors';
import { parseZohoTime, wholeSecond } from './recordTime';
import type { SimCall } from './route';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The longest life of a channel: a week from v4 on, a day before (Kaizen 170). */
const longest = (version: number) => (version >= 4 ? 7 * DAY : DAY);

/** What a channel lives that asks for nothing (v7 enable page). */
export function hourFrom(now: number): number {
	return wholeSecond(now) + HOUR;
}

/**
 * `channel_expiry`, ISO with an offset and without milliseconds. More than the longest life becomes one hour without a word
 * (https://www.zoho.com/crm/developer/docs/api/v7/notifications/enable.html).
 */
export function expiryIn(call: SimCall, raw: unknown, path: string): number | RecordError {
	const { now, version } = call;
	const { zuluTimes, pastChannelExpiry } = call.org.switches;
	if (raw === null) return hourFrom(now);
	const time = parseZohoTime(raw, zuluTimes);
	if (time === undefined) return wrongType('channel_expiry', path, 'datetime');
	if (time > now + longest(version)) return hourFrom(now);
	if (time > now) return time;
	if (pastChannelExpiry === 'oneHour') return hourFrom(now);
	return invalidData({ api_name: 'channel_expiry', json_path: path });
}
