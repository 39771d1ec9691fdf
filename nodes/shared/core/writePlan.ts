import chunk from 'lodash/chunk';

import { refuse } from './outcome';
import type { NotWritten } from './outcome';
import { placeRows } from './placeRows';
import type { KeyedRow } from './placeRows';
import type { Row } from './row';
import { hasKey, rowKeys } from './rowKeys';

/** What to do with a row whose key an earlier row of the same input has. */
export type SameKeyRule = 'laterCall' | 'lastWins' | 'firstWins' | 'error';
/** What to do with a row that has no id and nothing in any checked field. */
export type EmptyKeyRule = 'error' | 'insert' | 'skip';

export interface WritePlanOptions {
	/** The fields Zoho checks for duplicates, in its order; none for Create, Update and Delete. */
	keyFields: readonly string[];
	sameKey: SameKeyRule;
	emptyKey: EmptyKeyRule;
	/** False for Create: rows make new records, whatever they hold. */
	keepApart: boolean;
	/** Keys that differ by case alone are different ones; by default they are kept apart like equal ones. */
	sameCase?: boolean;
	/** Rows in one call at most. */
	batchSize: number;
}

export interface WriteCall {
	rows: Row[];
	/** Positions of earlier calls that must have ended before this one is sent. */
	after: number[];
}

export interface WritePlan {
	calls: WriteCall[];
	/** Rows that are not sent, by item index. */
	settled: Map<number, NotWritten>;
}

/**
 * Splits rows into the cheapest calls that keep rows with the same key apart and in order. Zoho does not
 * say what two records with one key do inside one call; in two calls the later updates the earlier.
 */
export function planWrites(rows: readonly Row[], options: WritePlanOptions): WritePlan {
	const keyed = rows.map((row) => ({
		row,
		keys: options.keepApart ? rowKeys(row.record, options.keyFields, options.sameCase) : [],
	}));
	const settled = settleKeys(keyed, options);
	const sent = keyed.filter(({ row }) => !settled.has(row.index));
	const calls = hasRepeats(sent)
		? linkCalls(placeRows(sent, options.batchSize))
		: chunk(sent, options.batchSize).map((part) => ({
				rows: part.map(({ row }) => row),
				after: [],
			}));
	return { calls, settled };
}

function hasRepeats(keyed: readonly KeyedRow[]): boolean {
	const seen = new Set<string>();
	let count = 0;
	for (const { keys } of keyed) {
		for (const key of keys) seen.add(key);
		count += keys.length;
	}
	return seen.size < count;
}

/** Names, for each call, the last earlier calls that hold one of its keys. */
function linkCalls(calls: readonly KeyedRow[][]): WriteCall[] {
	const lastCallOf = new Map<string, number>();
	return calls.map((keyed, place) => {
		const keys = keyed.flatMap((each) => each.keys);
		const earlier = keys.map((key) => lastCallOf.get(key)).filter((call) => call !== undefined);
		for (const key of keys) lastCallOf.set(key, place);
		const rows = keyed.map(({ row }) => row).sort((a, b) => a.index - b.index);
		return { rows, after: [...new Set(earlier)] };
	});
}

/** Rows that stay behind: empty keys, and the losers of a same-key rule. */
function settleKeys(
	keyed: readonly KeyedRow[],
	options: WritePlanOptions,
): Map<number, NotWritten> {
	const settled = new Map<number, NotWritten>();
	if (needsKeys(options)) {
		for (const { row, keys } of keyed) {
			if (keys.length === 0) settled.set(row.index, emptyKeyOutcome(options));
		}
	}
	if (options.sameKey === 'laterCall') return settled;
	const ordered = options.sameKey === 'lastWins' ? [...keyed].reverse() : keyed;
	const holder = new Map<string, number>();
	for (const { row, keys } of ordered) {
		const winner = keys.map((key) => holder.get(key)).find((index) => index !== undefined);
		if (winner === undefined) for (const key of keys) holder.set(key, row.index);
		else settled.set(row.index, sameKeyOutcome(options.sameKey, winner));
	}
	return settled;
}

type KeyRules = Pick<WritePlanOptions, 'keepApart' | 'keyFields' | 'emptyKey'>;

const needsKeys = ({ keepApart, keyFields, emptyKey }: KeyRules): boolean =>
	keepApart && keyFields.length > 0 && emptyKey !== 'insert';

/** Of what `planWrites` settles: rows that are not sent for want of a key, whatever the others hold. */
export function keylessRows(rows: readonly Row[], rules: KeyRules): Map<number, NotWritten> {
	const keyless = needsKeys(rules)
		? rows.filter(({ record }) => !hasKey(record, rules.keyFields))
		: [];
	return new Map(keyless.map(({ index }) => [index, emptyKeyOutcome(rules)]));
}

function emptyKeyOutcome({ emptyKey, keyFields }: KeyRules): NotWritten {
	const fields = keyFields.join(', ');
	if (emptyKey === 'skip') {
		const reason = `Left out: no id, and nothing in ${fields}`;
		return { outcome: 'skipped', code: 'EMPTY_KEY', message: reason, details: {}, reason };
	}
	return refuse(
		'EMPTY_KEY',
		`The row has no id and nothing in ${fields}, so Zoho would add a new record each time. ` +
			"Fill one of these fields, or set the option 'Rows Without a Key' to Insert or Skip",
		{ fields: [...keyFields] },
	);
}

function sameKeyOutcome(rule: SameKeyRule, winner: number): NotWritten {
	if (rule === 'error') {
		return refuse('SAME_KEY_TWICE', `Row ${winner} of this input has the same key`, {
			row: winner,
		});
	}
	const reason = `Row ${winner} of this input has the same key and takes its place`;
	return {
		outcome: 'superseded',
		code: 'SAME_KEY_TWICE',
		message: reason,
		details: { row: winner },
		reason,
		supersededBy: winner,
	};
}
