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
		const edits = editsBetween(bare, other);
		if (edits < fewest) [best, fewest] = [candidate, edits];
	}
	return best;
}

const bareName = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

/** Levenshtein's distance, one row at a time. */
function editsBetween(a: string, b: string): number {
	let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const swap = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
			row.push(Math.min(swap, previous[j] + 1, row[j - 1] + 1));
		}
		previous = row;
	}
	return previous[b.length];
}
