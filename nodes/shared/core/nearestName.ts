/**
 * The known name that a mistyped one most likely means: the same letters in another case or with other
 * separators first, else the one with the fewest edits, when those are few for its length.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
	const bare = bareName(name);
	const same = known.find((candidate) => bareName(candidate) === bare);
	if (same !== undefined) return same;
	let best: string | undefined;
	let fewest = Math.max(1, Math.floor(bare.length / 3)) + 1;
	for (const candidate of known) {
		const other = bareName(candidate);
		if (Math.abs(other.length - bare.length) >= fewest) continue;
		const edits = editsBetween(bare, other, fewest);
		if (edits < fewest) [best, fewest] = [candidate, edits];
	}
	return best;
}

const told = new WeakMap<ReadonlyMap<string, unknown>, Map<string, string | undefined>>();

/** The same among the keys of a map; thousands of rows with one mistyped name look for it once. */
export function nearestKey(name: string, known: ReadonlyMap<string, unknown>): string | undefined {
	const before = told.get(known) ?? new Map<string, string | undefined>();
	told.set(known, before);
	if (!before.has(name)) before.set(name, nearestName(name, [...known.keys()]));
	return before.get(name);
}

const bareName = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

/** Levenshtein's distance, one row at a time; `most` or more as soon as it cannot be less. */
function editsBetween(a: string, b: string, most: number): number {
	let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		let fewest = i;
		for (let j = 1; j <= b.length; j++) {
			const swap = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
			const edits = Math.min(swap, previous[j] + 1, row[j - 1] + 1);
			row.push(edits);
			fewest = Math.min(fewest, edits);
		}
		if (fewest >= most) return fewest;
		previous = row;
	}
	return previous[b.length];
}
