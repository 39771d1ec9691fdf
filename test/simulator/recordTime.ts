import { DateTime } from 'luxon';

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/;
const zulu = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Zoho keeps times by the second. */
export function wholeSecond(milliseconds: number): number {
	return Math.floor(milliseconds / 1000) * 1000;
}

let last = { milliseconds: Number.NaN, zone: '', text: '' };

/** `2024-02-19T18:30:23-11:00`: the form of every time in Zoho's answers, in the org's zone. */
export function zohoTime(milliseconds: number, zone: string): string {
	// Thousands of records are written at one instant of the clock.
	if (last.milliseconds === milliseconds && last.zone === zone) return last.text;
	const text = DateTime.fromMillis(milliseconds, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
	last = { milliseconds, zone, text };
	return text;
}

/**
 * Milliseconds of a date-time in Zoho's own form; undefined for anything else. Milliseconds are refused, as Zoho
 * does; `Z` unless the switch `zuluTimes` refuses it.
 */
export function parseZohoTime(
	text: unknown,
	zuluTimes: 'refused' | 'accepted',
): number | undefined {
	if (typeof text !== 'string') return undefined;
	if (!pattern.test(text) && !(zuluTimes === 'accepted' && zulu.test(text))) return undefined;
	const time = DateTime.fromISO(text);
	return time.isValid ? time.toMillis() : undefined;
}

/** Times in headers (`If-Modified-Since`) come in any ISO or HTTP form. */
export function headerTime(text: string): number | undefined {
	const iso = DateTime.fromISO(text);
	if (iso.isValid) return iso.toMillis();
	const http = DateTime.fromHTTP(text);
	return http.isValid ? http.toMillis() : undefined;
}

export function isZohoDate(text: unknown): text is string {
	return (
		typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text).isValid
	);
}
