import { DateTime } from 'luxon';

/**
 * A value for a date-time field as Zoho takes it: `yyyy-MM-ddTHH:mm:ss±HH:mm`, no milliseconds
 * (public report R55; https://www.zoho.com/crm/developer/docs/api/v8/field-meta.html).
 * @param zone the time zone of text without an offset (the workflow's)
 * @returns undefined when the value names no moment
 */
export function zohoDateTime(value: unknown, zone: string): string | undefined {
	const moment = momentOf(value, zone);
	return moment
		?.startOf('second')
		.toISO({ suppressMilliseconds: true, includeOffset: true })
		?.replace(/Z$/, '+00:00');
}

/** A value for a date field as Zoho takes it: `yyyy-MM-dd`, by the clock of the value's own offset. */
export function zohoDate(value: unknown, zone: string): string | undefined {
	return momentOf(value, zone)?.toISODate() ?? undefined;
}

/** A JavaScript date, or a luxon time of any copy of luxon (expressions make them of n8n's). */
export const isMoment = (value: unknown): value is Date | DateTime =>
	typeof value === 'object' && (value instanceof Date || DateTime.isDateTime(value));

function momentOf(value: unknown, zone: string): DateTime | undefined {
	let moment: DateTime | undefined;
	if (value instanceof Date) moment = DateTime.fromJSDate(value, { zone });
	else if (DateTime.isDateTime(value)) moment = value;
	else if (typeof value === 'string') moment = momentIn(value.trim(), zone);
	return moment?.isValid ? moment : undefined;
}

/**
 * ISO text that names a whole day; a space between date and time is taken for a `T`. Luxon would also
 * read `2024` as New Year and `12:30` as half past noon of the day it runs.
 */
function momentIn(text: string, zone: string): DateTime | undefined {
	const [, day, time = ''] = /^(\d{4}-\d\d-\d\d|\d{8})(?:[T ](?=\d)(.+))?$/.exec(text) ?? [];
	if (day === undefined) return undefined;
	return DateTime.fromISO(time ? `${day}T${time}` : day, { zone, setZone: true });
}

/** Date objects inside lists and subform rows, which JSON would print with milliseconds (R55), in Zoho's form. */
export function withDates(value: unknown, zone: string): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (isMoment(value)) return zohoDateTime(value, zone) ?? null;
	if (!holdsMoment(value)) return value;
	if (Array.isArray(value)) return value.map((inner) => withDates(inner, zone));
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [key, withDates(inner, zone)]),
	);
}

const holdsMoment = (value: object): boolean =>
	Object.values(value).some(
		(inner) =>
			typeof inner === 'object' && inner !== null && (isMoment(inner) || holdsMoment(inner)),
	);
