import type { Org } from './org';
import { wrongType, type RecordError } from './recordErrors';
import type { StoredRecord } from './recordStore';
import type { ModuleData } from './schema';
import { addTag, tagsOf } from './tagStore';

/** Tags of a module by name; a name that is new to it makes a tag. */
export function tagsNamed(org: Org, module: ModuleData, names: string[]): StoredRecord['tags'] {
	return names.map((name) => {
		const known = [...tagsOf(org, module).values()].find((tag) => tag.name === name);
		const { id } = known ?? addTag(org, module, { name, color: null });
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
