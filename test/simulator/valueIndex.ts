/** Field → lower-cased value → ids in the order they came. Built on the first look-up of a field. */
export type ValueIndex = Map<string, Map<string, Set<string>>>;

/** Text is looked up in one case; callers that match exactly compare again. */
export function indexKey(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim().toLowerCase() || undefined;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return undefined;
}

export function indexRecord(index: Map<string, Set<string>>, value: unknown, id: string): void {
	const key = indexKey(value);
	if (key === undefined) return;
	const ids = index.get(key);
	if (ids) ids.add(id);
	else index.set(key, new Set([id]));
}

export function unindexRecord(index: Map<string, Set<string>>, value: unknown, id: string): void {
	const key = indexKey(value);
	if (key === undefined) return;
	const ids = index.get(key);
	ids?.delete(id);
	if (ids?.size === 0) index.delete(key);
}
