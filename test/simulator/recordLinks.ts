import { perOrg, type Org } from './org';
import type { RelatedListSchema } from './schema';
import { undoable } from './transaction';

/** What each link holds (such as `Contact_Role`), by the id of the record linked. */
export type Links = Map<string, Record<string, unknown>>;

const stored = perOrg(() => new Map<string, Links>());

/** The links of a record in a list that no lookup makes. */
export function linksOf(org: Org, id: string, list: RelatedListSchema): Links {
	const key = `${id} ${list.id}`;
	const known = stored(org).get(key) ?? new Map<string, Record<string, unknown>>();
	stored(org).set(key, known);
	return known;
}

/** Links, changes a link, or with `undefined` delinks. */
export function keepLink(
	links: Links,
	id: string,
	fields: Record<string, unknown> | undefined,
): void {
	const before = links.get(id);
	const put = (value: Record<string, unknown> | undefined) =>
		value ? links.set(id, value) : links.delete(id);
	undoable(() => put(before));
	put(fields);
}
