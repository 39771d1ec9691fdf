/** One string literal, or one number literal: the only places where digits may stand in JSON. */
const LITERAL = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/**
 * JSON.parse, with each integer of more than 15 digits as a string, so that no record id is rounded.
 * @throws SyntaxError when the text is not JSON.
 */
export function parseExactJson(text: string): unknown {
	// Checked first: quoting a number could make JSON of what is none (a number as a key).
	JSON.parse(text);
	return JSON.parse(
		text.replace(LITERAL, (literal) => (longInteger(literal) ? `"${literal}"` : literal)),
	);
}

function longInteger(literal: string): boolean {
	return /^-?\d{16,}$/.test(literal);
}
