/** A word, number or sign of a query outside all quotes, and how deep in parentheses it stands. */
export interface CoqlWord {
	text: string;
	at: number;
	depth: number;
}

const TOKEN = /'(?:\\.|''|[^'\\])*'|"(?:\\.|""|[^"\\])*"|[A-Za-z_$][\w$.#]*|\d+(?:\.\d+)?|\S/g;

/**
 * The words of a COQL query; text in quotes is left out, so that a value `'limit 5'` is no LIMIT.
 * @returns undefined when a quote or a parenthesis is not closed
 */
export function coqlWords(query: string): CoqlWord[] | undefined {
	const words: CoqlWord[] = [];
	let depth = 0;
	for (const { 0: text, index: at } of query.matchAll(TOKEN)) {
		if (text === "'" || text === '"') return undefined;
		if (text === ')') depth -= 1;
		if (depth < 0) return undefined;
		if (!/^['"]/.test(text)) words.push({ text, at, depth });
		if (text === '(') depth += 1;
	}
	return depth === 0 ? words : undefined;
}
