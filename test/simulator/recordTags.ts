import { perOrg, type Org } from './org';
import { wrongType, type RecordError } from './recordErrors';
import type { StoredRecord } from './recordStore';
import { undoable } from './transaction';

const tagIdsOf = perOrg(() => new Map<string, string>());

/** Tags by name; a name that is new to the org makes a tag. */
export function tagsNamed(org: Org, names: string[]): StoredRecord['tags'] {
	const ids = tagIdsOf(org);
	return names.map((name) => {
		const known = ids.get(name);
		const id = known ?? org.newId();
		ids.set(name, id);
		if (known === undefined) undoable(() => ids.delete(name));
		return { id, name };
	});
}

/** The names in a record's `Tag`: texts or `{ name }`; null where the record has none to say. */
export function tagNames(
	input: Record<string, unknown>,
	path: string,
	errors: RecordError[],
): string[] | null {
	if (!('Tag' in input)) return null;
	const given = input.Tag;
	if (!Array.isArray(given)) {
		errors.push(wrongType('Tag', `${path}.Tag`, 'jsonarray'));
		return null;
	}
	return given.flatMap((tag: unknown) => {
		if (typeof tag === 'string') return [tag];
		const name = typeof tag === 'object' && tag !== null && 'name' in tag ? tag.name : undefined;
		return typeof name === 'string' ? [name] : [];
	});
}
