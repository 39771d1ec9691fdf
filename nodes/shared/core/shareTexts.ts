import { isObject } from './isObject';

/**
 * Has a parsed value use the very texts of its neighbour where they are equal: times, users and words come with every entry
 * of an answer, and each would take its own memory for as long as the items live. Both stay equal to what they were.
 */
export function shareTexts(neighbour: unknown, value: unknown): void {
	if (!isObject(neighbour) || !isObject(value)) return;
	for (const key of Object.keys(value)) {
		const own = value[key];
		if (typeof own === 'string') {
			if (own === neighbour[key]) value[key] = neighbour[key];
		} else if (typeof own === 'object') shareTexts(neighbour[key], own);
	}
}
