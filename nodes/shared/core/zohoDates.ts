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

/** Date objects, luxon times and ISO text; a space between date and time is taken for a `T`. */
function momentOf(value: unknown, zone: string): DateTime | undefined {
	const moment =
		value instanceof Date
			? DateTime.fromJSDate(value, { zone })
			: DateTime.isDateTime(value)
				? value
				: typeof value === 'string'
					? DateTime.fromISO(value.trim().replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T'), {
							zone,
							setZone: true,
						})
					: undefined;
	return moment?.isValid ? moment : undefined;
}
