import { undoable } from './transaction';
import { indexKey, indexRecord, unindexRecord, type ValueIndex } from './valueIndex';

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

function hold(store: RecordStore, record: StoredRecord): void {
	store.records.set(record.id, record);
	for (const [apiName, index] of store.indexes) {
		indexRecord(index, record.values[apiName], record.id);
	}
	store.revision += 1;
}

function letGo(store: RecordStore, record: StoredRecord): void {
	store.records.delete(record.id);
	for (const [apiName, index] of store.indexes) {
		unindexRecord(index, record.values[apiName], record.id);
	}
	store.revision += 1;
}

export function addRecord(store: RecordStore, record: StoredRecord): void {
	hold(store, record);
	undoable(() => letGo(store, record));
}

/** Puts new values in place of old ones; the old ones stay readable for the search index until then. */
export function changeRecord(
	store: RecordStore,
	record: StoredRecord,
	values: Record<string, unknown>,
	searchableFrom: number,
): void {
	const before = { ...record, previous: record.previous };
	undoable(() => {
		replaceValues(store, record, before.values);
		Object.assign(record, before);
	});
	replaceValues(store, record, values);
	record.previous = { values: before.values, until: searchableFrom };
}

function replaceValues(store: RecordStore, record: StoredRecord, values: StoredRecord['values']) {
	for (const [apiName, index] of store.indexes) {
		unindexRecord(index, record.values[apiName], record.id);
		indexRecord(index, values[apiName], record.id);
	}
	record.values = values;
	store.revision += 1;
}

export function removeRecord(store: RecordStore, record: StoredRecord, gone: DeletedRecord): void {
	letGo(store, record);
	store.deleted.push(gone);
	undoable(() => {
		store.deleted.splice(store.deleted.indexOf(gone), 1);
		putBack(store, record);
	});
}

/** Holds a record that was there before, in its place: insertion order is id order. */
function putBack(store: RecordStore, record: StoredRecord): void {
	hold(store, record);
	const later = [...store.records.values()].filter((one) => BigInt(one.id) > BigInt(record.id));
	for (const one of later) {
		store.records.delete(one.id);
		store.records.set(one.id, one);
	}
}
