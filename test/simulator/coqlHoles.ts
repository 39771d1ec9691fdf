import { CoqlSyntaxError } from './coqlSyntax';

/** A name, text or number of a query; a text without its quotes, escapes undone. */
export interface CoqlPart {
	kind: 'word' | 'text' | 'number';
	text: string;
}

/**
 * A query as SQL in which every name, text and number is the index of its part: `select w0 from w1 where w2 = '3'`. So dotted
 * paths, `Module#cvid`, escapes, long digits and names that SQL reserves never meet the SQL parser.
 */
export interface HoledQuery {
	sql: string;
	parts: CoqlPart[];
	/** The SYNTAX_ERROR at an offset of `sql`, told by the place in the query. */
	errorAt(offset: number): CoqlSyntaxError;
	/** Where the last `and` or `or` before this offset of `sql` begins. */
	junctionBefore(offset: number): number;
}

interface Piece {
	/** Offset in the query, and in `sql`. */
	at: number;
	sqlAt: number;
	text: string;
}

const token =
	/(?<text>'(?:\\.|''|[^'\\])*'|"(?:\\.|""|[^"\\])*")|(?<number>-?\d+(?:\.\d+)?)(?![\w.])|(?<word>[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*(?:#\d+)?)|<=|>=|!=|[=<>(),]/y;

const keywords =
	/^(select|from|where|and|or|not|in|like|between|is|null|group|order|by|limit|offset|as|asc|desc)$/i;

function syntaxErrorAt(query: string, at: number): CoqlSyntaxError {
	const before = query.slice(0, at);
	const line = before.split('\n').length;
	const column = at - before.lastIndexOf('\n');
	const near = query.slice(at).trim().split(/\s+/)[0] ?? '';
	return new CoqlSyntaxError('error occured while parsing the query', { near, line, column });
}

/**
 * A literal without its quotes. A quote of its own kind inside it is doubled (kaizen-171-faqs-on-coql-api, question 3);
 * a backslash before it is what other clients write.
 */
function textIn(literal: string): string {
	const doubled = literal[0].repeat(2);
	return literal.slice(1, -1).replace(/\\(.)/g, '$1').replaceAll(doubled, literal[0]);
}

type Groups = Record<'text' | 'number' | 'word', string | undefined>;

function partOf({ text, number, word }: Groups, opens: boolean): CoqlPart | undefined {
	if (text !== undefined) return { kind: 'text', text: textIn(text) };
	if (number !== undefined) return { kind: 'number', text: number };
	if (word === undefined || keywords.test(word)) return undefined;
	return opens && /^(count|sum|min|max|avg)$/i.test(word)
		? undefined
		: { kind: 'word', text: word };
}

function holeOf({ kind }: CoqlPart, index: number): string {
	return kind === 'word' ? `w${index}` : kind === 'text' ? `'${index}'` : String(index);
}

/** @throws CoqlSyntaxError at a character that begins no token, and where no sign or keyword stands between two parts */
export function withHoles(query: string): HoledQuery {
	const parts: CoqlPart[] = [];
	const pieces: Piece[] = [];
	let [sql, at, afterPart] = ['', 0, false];
	while (query.slice(at).trim() !== '') {
		at += query.slice(at).search(/\S/);
		token.lastIndex = at;
		const found = token.exec(query);
		if (!found) throw syntaxErrorAt(query, at);
		const part = partOf(found.groups as Groups, /^\s*\(/.test(query.slice(token.lastIndex)));
		if (part && afterPart) throw syntaxErrorAt(query, at);
		const text = part ? holeOf(part, parts.push(part) - 1) : found[0];
		const gap = sql === '' ? '' : ' ';
		pieces.push({ at, sqlAt: sql.length + gap.length, text });
		[sql, at, afterPart] = [sql + gap + text, token.lastIndex, part !== undefined];
	}
	const pieceAt = (offset: number) => pieces.findLast(({ sqlAt }) => sqlAt <= offset);
	const isJunction = (piece: Piece) => /^(and|or)$/i.test(piece.text);
	return {
		sql,
		parts,
		errorAt: (offset) =>
			syntaxErrorAt(query, offset >= sql.length ? query.length : (pieceAt(offset)?.at ?? 0)),
		junctionBefore: (offset) =>
			pieces.findLast((piece) => piece.sqlAt < offset && isJunction(piece))?.sqlAt ?? 0,
	};
}
