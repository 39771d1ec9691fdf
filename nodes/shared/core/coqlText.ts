/**
 * How a quote is written inside a literal that has to be in that very kind of quotes: doubled, as Zoho says
 * (https://help.zoho.com/portal/en/community/topic/kaizen-171-faqs-on-coql-api, question 3), or behind a backslash,
 * as other clients write it.
 */
export type QuoteStyle = 'doubled' | 'backslash';

/** A text literal of COQL, in the kind of quotes that the value does not hold; `style` counts when it holds both. */
export const coqlText = (value: string, style: QuoteStyle = 'doubled'): string =>
	quoted(value.replace(/\\/g, '\\\\'), style);

/**
 * The literals by which a value is asked for. What a backslash means inside a literal is documented nowhere: a value
 * that holds one is asked for in both readings, as one of the two is the value and the other, most likely, no record's.
 */
export function coqlTexts(value: string, style: QuoteStyle = 'doubled'): string[] {
	const escaped = coqlText(value, style);
	// A bare backslash at the end or before a quote could take the closing quote with it.
	if (!value.includes('\\') || /\\(?:$|['"])/.test(value)) return [escaped];
	return [escaped, quoted(value, style)];
}

/** Whether the way of writing quotes makes a difference. */
export const holdsBothQuotes = (value: string): boolean => /'/.test(value) && /"/.test(value);

function quoted(text: string, style: QuoteStyle): string {
	if (!text.includes("'")) return `'${text}'`;
	if (!text.includes('"')) return `"${text}"`;
	return `'${text.replace(/'/g, style === 'doubled' ? "''" : "\\'")}'`;
}
