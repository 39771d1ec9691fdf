import { Parser } from 'node-sql-parser/build/mysql';
import { withHoles, type HoledQuery } from './coqlHoles';
import { CoqlSyntaxError, type CoqlQuery } from './coqlSyntax';
import {
	columnIn,
	conditionIn,
	listIn,
	nodesIn,
	pathIn,
	refuseNode,
	type SqlNode,
} from './coqlTree';
import { isObject } from './recordBody';

const parser = new Parser();

/** COQL takes an offset without a limit, SQL does not: it is read by itself. */
function withoutLoneOffset({ sql, parts }: HoledQuery): { sql: string; offset: number } {
	const found = / limit /i.test(sql) ? null : / offset (\d+)$/i.exec(sql);
	return {
		sql: sql.slice(0, found?.index),
		offset: found ? Number(parts[Number(found[1])].text) : 0,
	};
}

/** The statement of the SQL parser (node-sql-parser, MySQL's grammar, which has COQL's `limit offset, rows`). */
function treeOf(holed: HoledQuery, sql: string): SqlNode {
	try {
		const tree: unknown = parser.astify(sql, { parseOptions: { includeLocations: true } });
		if (isObject(tree) && tree.type === 'select') return tree;
	} catch (error) {
		throw holed.errorAt(offsetOf(error));
	}
	throw holed.errorAt(0);
}

function offsetOf(error: unknown): number {
	if (!(error instanceof Error && 'location' in error)) throw error;
	const { location } = error as Error & { location: { start: { offset: number } } };
	return location.start.offset;
}

const missing = (clause: string) => new CoqlSyntaxError('missing clause', { clause });

function moduleIn(holed: HoledQuery, from: SqlNode[]): { module: string; viewId: string | null } {
	const [{ table, as }] = from;
	const [module, viewId = null] = pathIn(holed, { type: 'column_ref', column: table }).split('#');
	if (from.length > 1 || as !== null) throw refuseNode(holed, from.at(-1));
	return { module, viewId };
}

/** `limit 5`, `limit 5 offset 10`, `limit 10, 5`: of the last, the offset comes first. */
function limitIn(
	holed: HoledQuery,
	node: unknown,
): Pick<CoqlQuery, 'limit' | 'offset'> | undefined {
	if (!isObject(node)) return undefined;
	const numbers = nodesIn(node.value).map(({ value }) => {
		const { text, kind } = holed.parts[Number(value)];
		if (kind !== 'number' || !/^\d+$/.test(text)) throw refuseNode(holed, node);
		return Number(text);
	});
	const [limit, offset = 0] = node.seperator === ',' ? numbers.reverse() : numbers;
	return { limit, offset };
}

/** The latest query: one call is priced, limited and run, and each asks for its parts. */
let latest: { text: string; query: CoqlQuery } | undefined;

/**
 * Parses a COQL query (https://www.zoho.com/crm/developer/docs/api/v7/Get-Records-through-COQL-Query.html): select with dotted
 * columns, aliases and aggregates, from, where, group by, order by, limit, offset.
 * @throws CoqlSyntaxError
 */
export function parseCoql(text: string): CoqlQuery {
	if (latest?.text !== text) latest = { text, query: parsed(text) };
	return latest.query;
}

function parsed(query: string): CoqlQuery {
	if (!/^\s*select\b/i.test(query)) throw missing('select');
	const holed = withHoles(query);
	const { sql, offset } = withoutLoneOffset(holed);
	const tree = treeOf(holed, sql);
	const columns = listIn(tree.columns, (node) => columnIn(holed, node));
	const from = nodesIn(tree.from);
	if (from.length === 0) throw missing('from');
	const source = moduleIn(holed, from);
	// SQL can do without; COQL cannot.
	if (!isObject(tree.where)) throw missing('where');
	const where = conditionIn(holed, tree.where);
	const groups = isObject(tree.groupby) ? tree.groupby.columns : [];
	const orders = (node: SqlNode) => ({
		column: pathIn(holed, node.expr),
		descending: node.type === 'DESC',
	});
	return {
		columns,
		...source,
		where,
		groupBy: listIn(groups, (node) => pathIn(holed, node)),
		orderBy: listIn(tree.orderby, orders),
		...(limitIn(holed, tree.limit) ?? { limit: undefined, offset }),
	};
}
