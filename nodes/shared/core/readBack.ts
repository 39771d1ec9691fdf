import { VALUES_PER_QUERY } from './limits';
import type { Row } from './row';
import { keyText } from './rowKeys';

/** One question to Zoho: which records have one of these values in this field. */
export interface ReadBackQuery {
	field: string;
	values: string[];
	rows: Row[];
}

/**
 * Plans how to find out what a write did whose answer was lost: each row is looked for by its id, or by
 * the first checked field it fills (a successful write leaves that very value in the record).
 * @returns the questions, at most fifty values each, and the rows that cannot be told apart from others
 */
export function planReadBack(
	rows: readonly Row[],
	keyFields: readonly string[],
): { queries: ReadBackQuery[]; blind: Row[] } {
	const byField = new Map<string, Row[]>();
	const blind: Row[] = [];
	for (const row of rows) {
		const field = ['id', ...keyFields].find((name) => keyText(row.record[name]) !== undefined);
		if (field === undefined) blind.push(row);
		else if (byField.has(field)) byField.get(field)?.push(row);
		else byField.set(field, [row]);
	}
	const queries: ReadBackQuery[] = [];
	for (const [field, all] of byField) {
		for (let from = 0; from < all.length; from += VALUES_PER_QUERY) {
			const part = all.slice(from, from + VALUES_PER_QUERY);
			queries.push({ field, values: part.map((row) => String(row.record[field])), rows: part });
		}
	}
	return { queries, blind };
}

/** A record as it was read back. Times are Zoho's, ISO with offset. */
export interface FoundRecord {
	id: string;
	Modified_Time?: string;
	Created_Time?: string;
	[field: string]: unknown;
}

/** By so much our idea of Zoho's clock may be behind: its `Date` header has no part of a second, and takes a while to come. */
const CLOCK_DOUBT_MS = 2000;

/**
 * Whether a record that was read back shows the write whose answer was lost. Last changed before the
 * second in which we sent (Zoho's times have no smaller part): it does not. Changed since: it does when
 * it holds the values we sent; where it holds others, somebody or a workflow was there too, and where
 * there is no plain value to compare, only a change that is later beyond doubt speaks for it: an earlier
 * call of ours may have written the same record just before.
 * @param sentAt when the write was sent, by Zoho's clock (epoch ms), at the earliest
 * @param foundBy the field the record was looked for by: that it holds this value says nothing
 */
export function showsWrite(
	row: Row,
	found: FoundRecord,
	sentAt: number,
	foundBy: string,
): 'yes' | 'no' | 'unclear' {
	const modified = Date.parse(found.Modified_Time ?? '');
	if (Number.isNaN(modified)) return 'unclear';
	if (modified < secondOf(sentAt)) return 'no';
	const compared = plainFields(row).filter((field) => field !== foundBy && field in found);
	if (compared.length === 0)
		return modified > secondOf(sentAt + CLOCK_DOUBT_MS) ? 'yes' : 'unclear';
	return compared.every((field) => sameValue(row.record[field], found[field])) ? 'yes' : 'unclear';
}

const secondOf = (moment: number): number => Math.floor(moment / 1000) * 1000;

/** The fields worth asking for to tell one state of a record from another: plain values, in the row's order. */
export const plainFields = (row: Row): string[] =>
	Object.keys(row.record).filter((field) => field !== 'id' && isPlain(row.record[field]));

const isPlain = (value: unknown): boolean =>
	value === null || ['string', 'number', 'boolean'].includes(typeof value);

function sameValue(sent: unknown, kept: unknown): boolean {
	const [nothingSent, nothingKept] = [sent, kept].map((value) => (value ?? '') === '');
	if (nothingSent || nothingKept) return nothingSent && nothingKept;
	if (typeof sent === 'number' || typeof kept === 'number') return Number(sent) === Number(kept);
	const [a, b] = [String(sent).trim(), String(kept).trim()];
	return a === b || (Date.parse(a) === Date.parse(b) && /^\d{4}-\d\d-\d\d/.test(a));
}
