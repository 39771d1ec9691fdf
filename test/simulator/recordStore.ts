/** A record as the simulator keeps it: references as ids, times as ISO strings in the org's zone. */
export interface StoredRecord {
	id: string;
	layoutId: string;
	values: Record<string, unknown>;
	/** Milliseconds at whole seconds: Zoho keeps no finer time. */
	createdTime: number;
	modifiedTime: number;
	tags: Array<{ id: string; name: string }>;
	/** The state before the last change, which the search index still holds for a while. */
	previous?: { values: Record<string, unknown>; until: number };
}

export interface DeletedRecord {
	id: string;
	displayName: string | null;
	createdBy: string;
	deletedBy: string;
	deletedTime: number;
	purged: boolean;
}

/** Field → lower-cased value → ids in the order they came. Built on the first look-up of a field. */
type ValueIndex = Map<string, Map<string, Set<string>>>;

/** The records of one module. Ids ascend, so insertion order is id order. */
export interface RecordStore {
	records: Map<string, StoredRecord>;
	deleted: DeletedRecord[];
	indexes: ValueIndex;
	/** Grows with every change; whoever caches an order keeps it with this. */
	revision: number;
	autoNumbers: Map<string, number>;
}

export function emptyStore(): RecordStore {
	return {
		records: new Map(),
		deleted: [],
		indexes: new Map(),
		revision: 0,
		autoNumbers: new Map(),
	};
}

/** Text is looked up in one case; callers that match exactly compare again. */
export function indexKey(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim().toLowerCase() || undefined;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return undefined;
}

function indexRecord(index: Map<string, Set<string>>, value: unknown, id: string): void {
	const key = indexKey(value);
	if (key === undefined) return;
	const ids = index.get(key);
	if (ids) ids.add(id);
	else index.set(key, new Set([id]));
}

function unindexRecord(index: Map<string, Set<string>>, value: unknown, id: string): void {
	const key = indexKey(value);
	if (key === undefined) return;
	const ids = index.get(key);
	ids?.delete(id);
	if (ids?.size === 0) index.delete(key);
}

function indexFor(store: RecordStore, apiName: string): Map<string, Set<string>> {
	const known = store.indexes.get(apiName);
	if (known) return known;
	const index = new Map<string, Set<string>>();
	for (const record of store.records.values()) {
		indexRecord(index, record.values[apiName], record.id);
	}
	store.indexes.set(apiName, index);
	return index;
}

/** Records whose field holds this value, whatever the case, oldest first. */
export function recordsWith(store: RecordStore, apiName: string, value: unknown): StoredRecord[] {
	const key = indexKey(value);
	if (key === undefined) return [];
	const ids = indexFor(store, apiName).get(key);
	if (!ids) return [];
	const found = [...ids].map((id) => store.records.get(id)!);
	return found.length > 1 ? found.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)) : found;
}

export function addRecord(store: RecordStore, record: StoredRecord): void {
	store.records.set(record.id, record);
	for (const [apiName, index] of store.indexes) {
		indexRecord(index, record.values[apiName], record.id);
	}
	store.revision += 1;
}

/** Puts new values in place of old ones; the old ones stay readable for the search index until then. */
export function changeRecord(
	store: RecordStore,
	record: StoredRecord,
	values: Record<string, unknown>,
	searchableFrom: number,
): void {
	for (const [apiName, index] of store.indexes) {
		unindexRecord(index, record.values[apiName], record.id);
		indexRecord(index, values[apiName], record.id);
	}
	record.previous = { values: record.values, until: searchableFrom };
	record.values = values;
	store.revision += 1;
}

export function removeRecord(store: RecordStore, record: StoredRecord, gone: DeletedRecord): void {
	store.records.delete(record.id);
	for (const [apiName, index] of store.indexes) {
		unindexRecord(index, record.values[apiName], record.id);
	}
	store.deleted.push(gone);
	store.revision += 1;
}
