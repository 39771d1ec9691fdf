import { refuse } from './outcome';
import type { NotWritten } from './outcome';
import type { Row } from './row';
import { rowKeys } from './rowKeys';

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
 * Splits rows into the fewest calls that keep rows with the same key apart and in order. Zoho does not
 * say what two records with one key do inside one call; in two calls the later updates the earlier.
 * Linear in the rows: a row goes to the first call with room behind the last call that holds its key.
 */
export function planWrites(rows: readonly Row[], options: WritePlanOptions): WritePlan {
	const keyed = rows.map((row) => ({
		row,
		keys: options.keepApart ? rowKeys(row.record, options.keyFields) : [],
	}));
	const settled = settleKeys(keyed, options);
	const calls: WriteCall[] = [];
	const roomFrom = firstCallWithRoom(calls, options.batchSize);
	const lastCallOf = new Map<string, number>();
	for (const { row, keys } of keyed) {
		if (settled.has(row.index)) continue;
		const earlier = keys.map((key) => lastCallOf.get(key)).filter((call) => call !== undefined);
		const place = roomFrom(earlier.length ? Math.max(...earlier) + 1 : 0);
		calls[place].rows.push(row);
		for (const call of earlier)
			if (!calls[place].after.includes(call)) calls[place].after.push(call);
		for (const key of keys) lastCallOf.set(key, place);
	}
	return { calls, settled };
}

type Keyed = { row: Row; keys: string[] };

/** Rows that stay behind: empty keys, and the losers of a same-key rule. */
function settleKeys(keyed: readonly Keyed[], options: WritePlanOptions): Map<number, NotWritten> {
	const settled = new Map<number, NotWritten>();
	const checksKeys = options.keyFields.length > 0;
	if (checksKeys && options.emptyKey !== 'insert') {
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

function emptyKeyOutcome({ emptyKey, keyFields }: WritePlanOptions): NotWritten {
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

/** Finds, in almost constant time, the first call at or behind a position that is not full, opening a new one at the end. */
function firstCallWithRoom(calls: WriteCall[], size: number): (from: number) => number {
	/** For a full call, a later place to look at; shortened on the way (union-find). */
	const onwards: number[] = [];
	const find = (from: number): number => {
		let place = from;
		while (onwards[place] !== undefined) place = onwards[place];
		for (let at = from; at < place; ) {
			const next = onwards[at];
			onwards[at] = place;
			at = next;
		}
		return place;
	};
	return (from) => {
		const place = find(from);
		if (place === calls.length) calls.push({ rows: [], after: [] });
		if (calls[place].rows.length + 1 >= size) onwards[place] = place + 1;
		return place;
	};
}
