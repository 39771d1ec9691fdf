import { perOrg, type Org } from './org';
import type { StoredRecord } from './recordStore';
import type { ModuleData } from './schema';
import { undoable } from './transaction';

export interface Tag {
	id: string;
	name: string;
	/** `#D297EE`; null: Zoho's grey. */
	color: string | null;
}

const stored = perOrg(() => new Map<string, Map<string, Tag>>());

/** The tags of a module, by id. */
export function tagsOf(org: Org, { schema }: ModuleData): Map<string, Tag> {
	const known = stored(org).get(schema.id) ?? new Map<string, Tag>();
	stored(org).set(schema.id, known);
	return known;
}

export function addTag(org: Org, module: ModuleData, tag: Omit<Tag, 'id'>): Tag {
	const tags = tagsOf(org, module);
	const added = { id: org.newId(), ...tag };
	tags.set(added.id, added);
	undoable(() => tags.delete(added.id));
	return added;
}

/** Records that wear the tag. */
export function wearersOf({ store }: ModuleData, id: string): StoredRecord[] {
	return [...store.records.values()].filter(({ tags }) => tags.some((tag) => tag.id === id));
}

export function wear(record: StoredRecord, tags: StoredRecord['tags']): void {
	const before = record.tags;
	undoable(() => (record.tags = before));
	record.tags = tags;
}

/** Gives a tag another name or colour, on every record that wears it. */
export function changeTag(module: ModuleData, tag: Tag, change: Partial<Omit<Tag, 'id'>>): void {
	const before = { ...tag };
	undoable(() => Object.assign(tag, before));
	Object.assign(tag, change);
	for (const record of wearersOf(module, tag.id)) {
		const { id, name } = tag;
		wear(
			record,
			record.tags.map((one) => (one.id === id ? { id, name } : one)),
		);
	}
}

/** Takes a tag away, or puts another one in its place on every record that wears it. */
export function removeTag(org: Org, module: ModuleData, tag: Tag, heir?: Tag): void {
	const tags = tagsOf(org, module);
	for (const record of wearersOf(module, tag.id)) {
		const others = record.tags.filter(({ id }) => id !== tag.id && id !== heir?.id);
		wear(record, heir ? [...others, { id: heir.id, name: heir.name }] : others);
	}
	tags.delete(tag.id);
	undoable(() => tags.set(tag.id, tag));
}
