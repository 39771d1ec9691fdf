import { passes, type Comparator } from './comparing';
import { perOrg, type Org } from './org';
import type { StoredRecord } from './recordStore';
import { fieldOf, type CustomViewSchema, type ModuleData, type ViewCriteria } from './schema';

export type SortField = 'id' | 'Created_Time' | 'Modified_Time';

export interface RecordOrder {
	sortBy: SortField;
	sortOrder: 'asc' | 'desc';
}

/** Where a page ends: what the next one starts after, even when that record is gone by then. */
export interface Cursor {
	time: number;
	id: string;
}

function timeOf(record: StoredRecord, sortBy: SortField): number {
	if (sortBy === 'Created_Time') return record.createdTime;
	return sortBy === 'Modified_Time' ? record.modifiedTime : 0;
}

export function cursorAt(record: StoredRecord, order: RecordOrder): Cursor {
	return { time: timeOf(record, order.sortBy), id: record.id };
}

function compareCursors(a: Cursor, b: Cursor): number {
	if (a.time !== b.time) return a.time - b.time;
	if (a.id.length !== b.id.length) return a.id.length - b.id.length;
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Index of the first record after the cursor, in a list that is in this order. */
export function indexAfter(list: StoredRecord[], order: RecordOrder, cursor: Cursor): number {
	const sign = order.sortOrder === 'asc' ? 1 : -1;
	let [low, high] = [0, list.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		const before = sign * compareCursors(cursorAt(list[middle], order), cursor) <= 0;
		if (before) low = middle + 1;
		else high = middle;
	}
	return low;
}

export function inView(
	org: Org,
	module: ModuleData,
	criteria: ViewCriteria | null,
	record: StoredRecord,
): boolean {
	if (criteria === null) return true;
	if ('group' in criteria) {
		const results = criteria.group.map((part) => inView(org, module, part, record));
		return criteria.groupOperator === 'and' ? results.every(Boolean) : results.some(Boolean);
	}
	const type = fieldOf(module.schema, criteria.field)?.type ?? 'text';
	const given = Array.isArray(criteria.value) ? criteria.value : [criteria.value];
	const comparator = criteria.comparator as Comparator;
	return passes(org, type, comparator, record.values[criteria.field], given);
}

const cacheOf = perOrg(() => new Map<string, { revision: number; list: StoredRecord[] }>());

/** All records of a module, or of one of its views, in order. Kept until the module changes: pages share it. */
export function orderedRecords(
	org: Org,
	module: ModuleData,
	order: RecordOrder,
	view: CustomViewSchema | undefined,
): StoredRecord[] {
	const key = [module.schema.id, order.sortBy, order.sortOrder, view?.id].join(' ');
	const cached = cacheOf(org).get(key);
	if (cached?.revision === module.store.revision) return cached.list;
	const list = [...module.store.records.values()].filter((record) =>
		inView(org, module, view?.criteria ?? null, record),
	);
	if (order.sortBy !== 'id') {
		list.sort((a, b) => compareCursors(cursorAt(a, order), cursorAt(b, order)));
	}
	if (order.sortOrder === 'desc') list.reverse();
	cacheOf(org).set(key, { revision: module.store.revision, list });
	return list;
}
