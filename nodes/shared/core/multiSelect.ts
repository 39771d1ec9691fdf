import type { FieldMeta } from './fieldMeta';

/**
 * The values in a text for a multi-select field. Semicolons part them; commas do where there are no semicolons and the
 * text is not itself a value of the pick list ("Hardware, used").
 */
export function splitChoices(text: string, { picklist }: Pick<FieldMeta, 'picklist'>): string[] {
	const whole = text.trim();
	if (picklist.some(({ label, value }) => label === whole || value === whole)) return [whole];
	const parts = whole.split(whole.includes(';') ? ';' : ',').map((part) => part.trim());
	return [...new Set(parts.filter((part) => part !== ''))];
}
