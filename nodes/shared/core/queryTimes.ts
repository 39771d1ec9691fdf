const TIME = String.raw`['"]?\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)['"]?`;
const SIGN = String.raw`\s*(?:[<>=!]+|(?:not\s+)?(?:in|between)\b)\s*\(?|:\w+:`;
const COMPARED = new RegExp(
	String.raw`\b\w*Time(?:__s)?(?:${SIGN})\s*${TIME}(?:\s*(?:,|and)\s*${TIME})*`,
	'gi',
);

/**
 * COQL text or search criteria with times as Zoho takes them: an expression's `$now` brings milliseconds, which are
 * refused (public report R55), and a `Date` brings `Z` besides. Only what is compared with a column whose name ends in
 * Time, as all of Zoho's own date-times do: in a text column the same characters may be the value itself.
 */
export const withQueryTimes = (text: string): string =>
	text.replace(COMPARED, (compared) =>
		compared.replace(/(:\d\d)\.\d+/g, '$1').replace(/Z\b/g, '+00:00'),
	);
