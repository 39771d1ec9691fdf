import type { FieldMeta } from './fieldMeta';
import { isObject } from './isObject';

/** n8n's column mapper prints a list that is put where text belongs: `["A","B"]`. */
function printedList(text: string): string[] | undefined {
	if (!text.startsWith('[')) return undefined;
	try {
		const list: unknown = JSON.parse(text);
		return Array.isArray(list) && !list.some((each) => isObject(each))
			? list.map(String)
			: undefined;
	} catch {
		return undefined;
	}
}

/**
 * The values in a text for a multi-select field. Semicolons part them; commas do where there are no semicolons and the
 * text is not itself a value of the pick list ("Hardware, used").
 */
export function splitChoices(text: string, { picklist }: Pick<FieldMeta, 'picklist'>): string[] {
	const whole = text.trim();
	if (picklist.some(({ label, value }) => label === whole || value === whole)) return [whole];
	const list = printedList(whole);
	if (list) return list;
	const parts = whole.split(whole.includes(';') ? ';' : ',').map((part) => part.trim());
	return [...new Set(parts.filter((part) => part !== ''))];
}
