import { coqlTexts, holdsBothQuotes } from './coqlText';
import type { QuoteStyle } from './coqlText';
import { VALUES_PER_QUERY } from './limits';
import type { LookupValue } from './lookupValue';
import { keyText } from './rowKeys';
import type { ZohoRecord } from './row';

/** One question: which records have one of these values in the field. */
export interface LookupQuery {
	values: LookupValue[];
}

const literalsOf = ({ text, bare }: LookupValue, style?: QuoteStyle): string[] =>
	bare ? [text] : coqlTexts(text, style);

/** Equal values are asked once; each query holds as many as one `in (…)` takes. */
export function planLookups(values: Iterable<LookupValue>): LookupQuery[] {
	const distinct = new Map<string, LookupValue>();
	for (const value of values) distinct.set(value.text, distinct.get(value.text) ?? value);
	const queries: LookupQuery[] = [];
	let places = VALUES_PER_QUERY;
	for (const value of distinct.values()) {
		const needed = literalsOf(value).length;
		if (places + needed > VALUES_PER_QUERY) {
			queries.push({ values: [] });
			places = 0;
		}
		queries[queries.length - 1].values.push(value);
		places += needed;
	}
	return queries;
}

export const lookupWhere = (
	field: string,
	values: readonly LookupValue[],
	style?: QuoteStyle,
): string => `${field} in (${values.flatMap((value) => literalsOf(value, style)).join(', ')})`;

/** Whether another way of writing quotes would make another query of these values. */
export const dependsOnStyle = (values: readonly LookupValue[]): boolean =>
	values.some(({ text, bare }) => !bare && holdsBothQuotes(text));

/**
 * Which records belong to which value. Zoho's comparison ignores case unless a field says otherwise, so the case of
 * records and values may differ here too, unless a person asks for the same case.
 */
export class LookupMatches {
	private readonly byKey = new Map<string, Map<string, ZohoRecord>>();

	constructor(
		private readonly field: string,
		private readonly sameCase: boolean,
	) {}

	add(records: readonly ZohoRecord[]): void {
		for (const record of records) {
			for (const key of keysIn(record[this.field], this.sameCase)) {
				const kept = this.byKey.get(key) ?? new Map<string, ZohoRecord>();
				this.byKey.set(key, kept.set(String(record.id), record));
			}
		}
	}

	/** In the order they were read; each record once. */
	of({ text }: LookupValue): ZohoRecord[] {
		const keys = [...keysIn(text, this.sameCase), ...numberKeys(text)];
		const found = keys.map((key) => this.byKey.get(key)).find((records) => records !== undefined);
		return [...(found?.values() ?? [])];
	}
}

/** `12.0` and 12 are one number, where the field holds numbers. */
const numberKeys = (text: string): string[] =>
	/^-?\d+(?:\.\d+)?$/.test(text) ? [`#${Number(text)}`] : [];

/** The comparable texts of what a record holds: one, or each of a multi-select. */
function keysIn(held: unknown, sameCase: boolean): string[] {
	if (Array.isArray(held)) return held.flatMap((each) => keysIn(each, sameCase));
	if (typeof held === 'object' && held !== null) {
		return 'id' in held ? keysIn(held.id, sameCase) : [];
	}
	if (typeof held === 'number') return [`#${held}`];
	const moment = typeof held === 'string' ? momentKey(held) : undefined;
	const text = moment ?? (sameCase && typeof held === 'string' ? held.trim() : keyText(held));
	return text === undefined || text === '' ? [] : [text];
}

/** One moment, written in whatever zone. */
const momentKey = (text: string): string | undefined =>
	/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text))
		? `@${Date.parse(text)}`
		: undefined;
