import { DateTime } from 'luxon';
import { isZohoDate, parseZohoTime, zohoTime } from './recordTime';
import type { Org } from './org';

/** Turns a cell into a date or date-time as the API takes it; undefined where the text does not fit. */
export type DateReader = (text: string) => string | undefined;

type DateType = 'date' | 'datetime';

/** Without `format` (https://www.zoho.com/crm/developer/docs/api/v7/bulk-write/create-job.html). */
const DEFAULTS: Record<DateType, string> = {
	date: 'MM/dd/yyyy',
	datetime: 'MM/dd/yyyy HH:mm:ss',
};

/** Zoho's patterns are Java's; luxon has other letters for the offset. */
function luxonPattern(pattern: string): string | undefined {
	const bare = pattern.replace(/'[^']*'/g, '');
	if (!/[yMd]/.test(bare) || /[^yMdHhmsaXZ\P{L}]/u.test(bare)) return undefined;
	return pattern.replace(/XXX/g, 'ZZ').replace(/(?<!Z)Z(?!Z)/g, 'ZZZ');
}

/** A reader of cells in this pattern (default: the type's own), in the org's zone; undefined for what is no pattern. */
export function dateReader(
	org: Org,
	type: DateType,
	pattern: string | undefined,
): DateReader | undefined {
	const luxon = luxonPattern(pattern ?? DEFAULTS[type]);
	if (luxon === undefined) return undefined;
	const parser = DateTime.buildFormatParser(luxon);
	const isoToo = pattern === undefined && org.switches.bulkIsoDates === 'accepted';
	return (text) => {
		if (isoToo && type === 'date' && isZohoDate(text)) return text;
		if (isoToo && parseZohoTime(text, org.switches.zuluTimes) !== undefined) return text;
		const time = DateTime.fromFormatParser(text, parser, { zone: org.timeZone });
		if (!time.isValid) return undefined;
		return type === 'date' ? time.toISODate() : zohoTime(time.toMillis(), org.timeZone);
	};
}
