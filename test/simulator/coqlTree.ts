import type { CoqlPart, HoledQuery } from './coqlHoles';
import type {
	CoqlAggregate,
	CoqlColumn,
	CoqlCondition,
	CoqlLiteral,
	CoqlOperator,
} from './coqlSyntax';
import { isObject } from './recordBody';

/** A node of the SQL parser's tree. What COQL does not have is refused wherever it stands. */
export type SqlNode = Record<string, unknown>;

const comparisons = ['=', '!=', '<', '<=', '>', '>='];
const aggregates: CoqlAggregate[] = ['COUNT', 'SUM', 'MIN', 'MAX', 'AVG'];

export const nodesIn = (value: unknown): SqlNode[] =>
	Array.isArray(value) ? value.filter(isObject) : [];

export const listIn = <T>(value: unknown, read: (node: SqlNode) => T): T[] =>
	nodesIn(value).map(read);

function startOf(node: unknown): number | undefined {
	const loc = isObject(node) ? node.loc : undefined;
	const start = isObject(loc) && isObject(loc.start) ? loc.start.offset : undefined;
	return typeof start === 'number' ? start : undefined;
}

/** A literal has no place of its own in the tree: then it is told by the node around it. */
export const refuseNode = (holed: HoledQuery, node: unknown, around?: unknown) =>
	holed.errorAt(startOf(node) ?? startOf(around) ?? holed.sql.length);

/** The name or text in a node's place; undefined for any other expression. */
function partIn(holed: HoledQuery, node: unknown): CoqlPart | undefined {
	if (!isObject(node)) return undefined;
	const word = node.type === 'column_ref' ? /^w(\d+)$/.exec(String(node.column))?.[1] : undefined;
	if (word !== undefined) return holed.parts[Number(word)];
	const literals = ['single_quote_string', 'number', 'bigint'];
	return literals.includes(String(node.type)) ? holed.parts[Number(node.value)] : undefined;
}

/** A column by its name, which may stand in quotes. @throws CoqlSyntaxError */
export function pathIn(holed: HoledQuery, node: unknown): string {
	const part = partIn(holed, node);
	if (!part || part.kind === 'number') throw refuseNode(holed, node);
	return part.text;
}

function aggregateIn(holed: HoledQuery, node: SqlNode): { aggregate: CoqlAggregate; path: string } {
	const aggregate = aggregates.find((name) => name === String(node.name).toUpperCase());
	const { args } = node;
	if (!aggregate || !isObject(args) || args.distinct) throw refuseNode(holed, node);
	return { aggregate, path: pathIn(holed, args.expr) };
}

/** A column of the select list; without an alias an aggregate is answered as it was written. @throws CoqlSyntaxError */
export function columnIn(holed: HoledQuery, { expr, as, loc }: SqlNode): CoqlColumn {
	const alias = typeof as === 'string' ? holed.parts[Number(as.replace(/^w/, ''))].text : undefined;
	if (isObject(expr) && expr.type === 'aggr_func') {
		const { aggregate, path } = aggregateIn(holed, expr);
		const written = holed.sql.slice(startOf(expr), (startOf(expr) ?? 0) + aggregate.length);
		return { path, aggregate, key: alias ?? `${written}(${path})`, alias: alias !== undefined };
	}
	const path = pathIn(holed, isObject(expr) ? { loc, ...expr } : expr);
	return { path, aggregate: null, key: alias ?? path, alias: alias !== undefined };
}

function literalIn(holed: HoledQuery, node: unknown, around: SqlNode): CoqlLiteral {
	if (isObject(node) && node.type === 'null') return { text: 'null', quoted: false };
	const part = partIn(holed, node);
	if (!part) throw refuseNode(holed, node, around);
	return { text: part.text, quoted: part.kind === 'text' };
}

function testIn(holed: HoledQuery, node: SqlNode): CoqlCondition {
	const operator = String(node.operator).toLowerCase();
	const { left, right } = node;
	const test = (of: CoqlOperator, values: CoqlLiteral[]): CoqlCondition => ({
		...{ kind: 'test', path: pathIn(holed, left) },
		...{ operator: of, values },
	});
	if (operator === 'is' || operator === 'is not') {
		if (!isObject(right) || right.type !== 'null') throw refuseNode(holed, node);
		return test(`${operator} null`, []);
	}
	if (/^(not )?(in|between)$/.test(operator)) {
		const values = isObject(right) && right.type === 'expr_list' ? right.value : [];
		return test(
			operator as CoqlOperator,
			listIn(values, (value) => literalIn(holed, value, node)),
		);
	}
	if (!/^(not )?like$/.test(operator) && !comparisons.includes(operator)) {
		throw refuseNode(holed, node);
	}
	return test(operator as CoqlOperator, [literalIn(holed, right, node)]);
}

const isJunction = (node: unknown): node is SqlNode =>
	isObject(node) && (node.operator === 'AND' || node.operator === 'OR');

/** Two operands at most: a third needs parentheses, `(A and (B and C))` (COQL limitations page). @throws CoqlSyntaxError */
export function conditionIn(holed: HoledQuery, node: unknown): CoqlCondition {
	if (!isObject(node) || node.type !== 'binary_expr') throw refuseNode(holed, node);
	if (!isJunction(node)) return testIn(holed, node);
	const { left, right } = node;
	const tooMany = [left, right].find((operand) => isJunction(operand) && !operand.parentheses);
	if (isObject(tooMany)) {
		const third = tooMany === left ? right : tooMany.right;
		throw holed.errorAt(holed.junctionBefore(startOf(third) ?? holed.sql.length));
	}
	return {
		kind: node.operator === 'AND' ? 'and' : 'or',
		left: conditionIn(holed, left),
		right: conditionIn(holed, right),
	};
}
