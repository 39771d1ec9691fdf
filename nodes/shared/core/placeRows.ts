import { RECORDS_PER_CREDIT } from './limits';
import type { Row } from './row';

/** A row and the keys that no other row of its call may have. */
export interface KeyedRow {
	row: Row;
	keys: string[];
}

/**
 * Puts rows into calls of at most `size` rows: rows with a common key into different calls, in their
 * order. It tries three ways and takes the one with the fewest credits (one per
 * started ten of a call), then the fewest calls: the rows in their order; those with the most repeats
 * behind them first; the latter in tens, joined while no key comes twice. Where each row has one key and
 * `size` is a multiple of ten, no plan is cheaper than the last: its credits are the tens of all rows,
 * or the rows of the commonest key where those are more. Close to linear in the rows.
 */
export function placeRows(keyed: readonly KeyedRow[], size: number): KeyedRow[][] {
	const behind = repeatsBehind(keyed);
	const order = [...keyed.keys()].sort((a, b) => behind[b] - behind[a] || a - b);
	const repeatsFirst = order.map((at) => keyed[at]);
	const ways = [fillCalls(keyed, size), fillCalls(repeatsFirst, size)];
	if (size % RECORDS_PER_CREDIT === 0) {
		ways.push(joinCalls(fillCalls(repeatsFirst, RECORDS_PER_CREDIT), size));
	}
	return ways.reduce((best, way) => (isCheaper(way, best) ? way : best));
}

function isCheaper(a: KeyedRow[][], b: KeyedRow[][]): boolean {
	const difference = creditsOf(a) - creditsOf(b);
	return difference < 0 || (difference === 0 && a.length < b.length);
}

const creditsOf = (calls: KeyedRow[][]): number =>
	calls.reduce((sum, rows) => sum + Math.ceil(rows.length / RECORDS_PER_CREDIT), 0);

/** For each row, how many rows at least must follow it one after another. */
function repeatsBehind(keyed: readonly KeyedRow[]): number[] {
	const behind = new Array<number>(keyed.length).fill(0);
	const places = new Map<string, number>();
	for (let at = keyed.length - 1; at >= 0; at--) {
		const { keys } = keyed[at];
		behind[at] = Math.max(0, ...keys.map((key) => places.get(key) ?? 0));
		for (const key of keys) places.set(key, behind[at] + 1);
	}
	return behind;
}

/** Each row, in the order given, goes to the first call with room behind the last call that holds one of its keys. */
function fillCalls(keyed: readonly KeyedRow[], size: number): KeyedRow[][] {
	const calls: KeyedRow[][] = [];
	const roomFrom = firstCallWithRoom(calls, size);
	const lastCallOf = new Map<string, number>();
	for (const each of keyed) {
		const place = roomFrom(Math.max(-1, ...each.keys.map((key) => lastCallOf.get(key) ?? -1)) + 1);
		calls[place].push(each);
		for (const key of each.keys) lastCallOf.set(key, place);
	}
	return calls;
}

/** Finds, in almost constant time, the first call at or behind a position that is not full, opening a new one at the end. */
function firstCallWithRoom(calls: KeyedRow[][], size: number): (from: number) => number {
	// For a full call, a later place to look at; shortened on the way (union-find).
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
		if (place === calls.length) calls.push([]);
		if (calls[place].length + 1 >= size) onwards[place] = place + 1;
		return place;
	};
}

/** Puts neighbours together while they fit and have no key in common. */
function joinCalls(calls: readonly KeyedRow[][], size: number): KeyedRow[][] {
	const joined: KeyedRow[][] = [];
	let keysOfLast = new Set<string>();
	for (const rows of calls) {
		const keys = rows.flatMap((each) => each.keys);
		const last = joined.at(-1);
		if (last && last.length + rows.length <= size && !keys.some((key) => keysOfLast.has(key))) {
			last.push(...rows);
		} else {
			joined.push([...rows]);
			keysOfLast = new Set();
		}
		for (const key of keys) keysOfLast.add(key);
	}
	return joined;
}
