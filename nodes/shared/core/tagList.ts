import { isObject } from './isObject';
import { shownValue } from './jsonValue';
import { refuse } from './outcome';
import type { NotWritten } from './outcome';

/** Tags of one record; the Standard edition takes 5 (https://help.zoho.com/portal/en/kb/crm/manage-crm-data/record-management/articles/tagging-records). */
export const TAGS_PER_RECORD = 10;

/** `undefined` as a value: there is nothing to say about tags. */
export type CheckedTags = { value: unknown } | { refusal: NotWritten };

/**
 * A record's `Tag` as Zoho takes it, `[{ name }]` (api/v8/insert-records.html): from text with commas, from a list of
 * names, or from that form itself. An empty text says nothing; an empty list takes all tags away.
 */
export function tagList(given: unknown): CheckedTags {
	if (given === null || given === undefined) return { value: undefined };
	if (typeof given === 'string' && given.trim() === '') return { value: undefined };
	const parts: unknown[] =
		typeof given === 'string' ? given.split(',') : Array.isArray(given) ? given : [given];
	const tags = new Map<string, unknown>();
	for (const part of parts) {
		const tag = tagOf(part);
		if (tag === undefined) return { refusal: noTag(part) };
		if (tag.key !== '') tags.set(tag.key, tags.get(tag.key) ?? tag.wire);
	}
	if (tags.size > TAGS_PER_RECORD) return { refusal: tooMany(tags.size) };
	return { value: [...tags.values()] };
}

function tagOf(part: unknown): { key: string; wire: unknown } | undefined {
	if (typeof part === 'string' || typeof part === 'number') {
		const name = String(part).trim();
		return { key: name.toLowerCase(), wire: { name } };
	}
	if (!isObject(part)) return undefined;
	if (typeof part.name === 'string') {
		const name = part.name.trim();
		return { key: name.toLowerCase(), wire: { ...part, name } };
	}
	return typeof part.id === 'string' ? { key: `id ${part.id}`, wire: part } : undefined;
}

const noTag = (part: unknown): NotWritten =>
	refuse(
		'INVALID_DATA',
		`Tag holds ${shownValue(part)}, which names no tag. Give names: "hot, partner" or ["hot", "partner"]`,
		{ api_name: 'Tag', expected_data_type: 'jsonarray' },
	);

const tooMany = (count: number): NotWritten =>
	refuse(
		'TOO_MANY_TAGS',
		`Tag names ${count} tags, and a Zoho record has at most ${TAGS_PER_RECORD} (5 in the Standard edition). Leave some out`,
		{ api_name: 'Tag', limit: TAGS_PER_RECORD },
	);
