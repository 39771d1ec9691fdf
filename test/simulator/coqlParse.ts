import {
	CoqlSyntaxError,
	type CoqlAggregate,
	type CoqlColumn,
	type CoqlCondition,
	type CoqlLiteral,
	type CoqlOperator,
	type CoqlQuery,
} from './coqlSyntax';
import { CoqlReader } from './coqlReader';

const aggregates = ['COUNT', 'SUM', 'MIN', 'MAX', 'AVG'];
const comparisons = ['=', '!=', '<', '<=', '>', '>='];

function parseAlias(reader: CoqlReader): string | undefined {
	return reader.takeWord('as') ? reader.needKind('word', 'text').text : undefined;
}

function parseColumn(reader: CoqlReader): CoqlColumn {
	const token = reader.needKind('word', 'text');
	const name = token.text.toUpperCase();
	if (token.kind === 'word' && aggregates.includes(name) && reader.takeSign('(')) {
		const path = reader.needKind('word').text;
		reader.needSign(')');
		const alias = parseAlias(reader);
		const key = alias ?? `${token.text}(${path})`;
		return { path, aggregate: name as CoqlAggregate, key, alias: alias !== undefined };
	}
	const alias = parseAlias(reader);
	return {
		path: token.text,
		aggregate: null,
		key: alias ?? token.text,
		alias: alias !== undefined,
	};
}

function parseList<T>(reader: CoqlReader, parse: (reader: CoqlReader) => T): T[] {
	const items = [parse(reader)];
	while (reader.takeSign(',')) items.push(parse(reader));
	return items;
}

function parseLiteral(reader: CoqlReader): CoqlLiteral {
	const token = reader.needKind('text', 'number', 'word');
	return { text: token.text, quoted: token.kind === 'text' };
}

function parseOperator(reader: CoqlReader): CoqlOperator {
	if (reader.takeWord('is', 'not', 'null')) return 'is not null';
	if (reader.takeWord('is', 'null')) return 'is null';
	if (reader.takeWord('not', 'in')) return 'not in';
	if (reader.takeWord('not', 'like')) return 'not like';
	if (reader.takeWord('not', 'between')) return 'not between';
	for (const word of ['in', 'like', 'between'] as const) if (reader.takeWord(word)) return word;
	const token = reader.peek();
	if (token.kind !== 'sign' || !comparisons.includes(token.text)) reader.fail();
	return reader.next().text as CoqlOperator;
}

function parseValues(reader: CoqlReader, operator: CoqlOperator): CoqlLiteral[] {
	if (operator === 'is null' || operator === 'is not null') return [];
	if (operator === 'in' || operator === 'not in') {
		reader.needSign('(');
		const values = parseList(reader, parseLiteral);
		reader.needSign(')');
		return values;
	}
	const first = parseLiteral(reader);
	if (operator !== 'between' && operator !== 'not between') return [first];
	if (!reader.takeWord('and')) reader.fail();
	return [first, parseLiteral(reader)];
}

function parseOperand(reader: CoqlReader): CoqlCondition {
	if (reader.takeSign('(')) {
		const inner = parseCondition(reader);
		reader.needSign(')');
		return inner;
	}
	const path = reader.needKind('word', 'text').text;
	const operator = parseOperator(reader);
	return { kind: 'test', path, operator, values: parseValues(reader, operator) };
}

/** Two operands at most: a third needs parentheses, `(A and (B and C))` (COQL limitations page). */
function parseCondition(reader: CoqlReader): CoqlCondition {
	const left = parseOperand(reader);
	const kind = reader.takeWord('and') ? 'and' : reader.takeWord('or') ? 'or' : undefined;
	if (!kind) return left;
	const condition: CoqlCondition = { kind, left, right: parseOperand(reader) };
	if (reader.isWord('and') || reader.isWord('or')) reader.fail();
	return condition;
}

function parseWhole(reader: CoqlReader): number {
	const token = reader.peek();
	if (token.kind !== 'number' || !/^\d+$/.test(token.text)) reader.fail();
	return Number(reader.next().text);
}

function parseLimit(reader: CoqlReader): { limit: number | undefined; offset: number } {
	if (!reader.takeWord('limit')) {
		return { limit: undefined, offset: reader.takeWord('offset') ? parseWhole(reader) : 0 };
	}
	const first = parseWhole(reader);
	// `limit 400, 200`: offset, then how many.
	if (reader.takeSign(',')) return { offset: first, limit: parseWhole(reader) };
	return { limit: first, offset: reader.takeWord('offset') ? parseWhole(reader) : 0 };
}

function parseOrder(reader: CoqlReader) {
	const column = reader.needKind('word', 'text').text;
	const descending = reader.takeWord('desc');
	if (!descending) reader.takeWord('asc');
	return { column, descending };
}

function missing(clause: string): CoqlSyntaxError {
	return new CoqlSyntaxError('missing clause', { clause });
}

/**
 * Parses a COQL query (https://www.zoho.com/crm/developer/docs/api/v7/Get-Records-through-COQL-Query.html): select with dotted
 * columns, aliases and aggregates, from, where, group by, order by, limit, offset.
 * @throws CoqlSyntaxError
 */
export function parseCoql(query: string): CoqlQuery {
	const reader = new CoqlReader(query);
	if (!reader.takeWord('select')) throw missing('select');
	const columns = parseList(reader, parseColumn);
	if (!reader.takeWord('from')) {
		if (reader.peek().kind === 'end' || reader.isWord('where')) throw missing('from');
		reader.fail();
	}
	const [module, viewId] = reader.needKind('word').text.split('#');
	if (!reader.takeWord('where')) throw missing('where');
	const where = parseCondition(reader);
	const groupBy = reader.takeWord('group', 'by')
		? parseList(reader, (each) => each.needKind('word').text)
		: [];
	const orderBy = reader.takeWord('order', 'by') ? parseList(reader, parseOrder) : [];
	const { limit, offset } = parseLimit(reader);
	if (reader.peek().kind !== 'end') reader.fail();
	return { columns, module, viewId: viewId ?? null, where, groupBy, orderBy, limit, offset };
}
