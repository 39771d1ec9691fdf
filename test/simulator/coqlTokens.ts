import { CoqlSyntaxError } from './coqlSyntax';

export interface CoqlToken {
	kind: 'word' | 'text' | 'number' | 'sign' | 'end';
	/** A text without its quotes, escapes undone. */
	text: string;
	at: number;
}

const pattern =
	/\s*(?:(?<text>'(?:\\.|''|[^'\\])*'|"(?:\\.|""|[^"\\])*")|(?<number>-?\d+(?:\.\d+)?)(?![\w.])|(?<word>[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*(?:#\d+)?)|(?<sign><=|>=|!=|<>|[=<>(),*]))/y;

export function syntaxErrorAt(query: string, at: number): CoqlSyntaxError {
	const before = query.slice(0, at);
	const line = before.split('\n').length;
	const column = at - before.lastIndexOf('\n');
	const near = query.slice(at).trim().split(/\s+/)[0] ?? '';
	return new CoqlSyntaxError('error occured while parsing the query', { near, line, column });
}

/** Splits a query into tokens. @throws CoqlSyntaxError at the first character that begins none. */
export function tokenize(query: string): CoqlToken[] {
	const tokens: CoqlToken[] = [];
	let at = 0;
	while (query.slice(at).trim() !== '') {
		pattern.lastIndex = at;
		const groups = pattern.exec(query)?.groups;
		if (!groups) throw syntaxErrorAt(query, at + query.slice(at).search(/\S/));
		const [kind, raw] = Object.entries(groups).find(([, value]) => value !== undefined)!;
		const start = pattern.lastIndex - raw.length;
		const text = kind === 'text' ? textIn(raw) : raw;
		tokens.push({ kind: kind as CoqlToken['kind'], text, at: start });
		at = pattern.lastIndex;
	}
	return [...tokens, { kind: 'end', text: '', at: query.length }];
}

/**
 * A literal without its quotes. A quote of its own kind inside it is doubled (kaizen-171-faqs-on-coql-api, question 3);
 * a backslash before it is what other clients write.
 */
function textIn(literal: string): string {
	const doubled = literal[0].repeat(2);
	return literal.slice(1, -1).replace(/\\(.)/g, '$1').replaceAll(doubled, literal[0]);
}
