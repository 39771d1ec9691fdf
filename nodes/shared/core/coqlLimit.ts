/** Rows that a query without a LIMIT gives: https://www.zoho.com/crm/developer/docs/api/v8/Get-Records-through-COQL-Query.html */
export const COQL_DEFAULT_ROWS = 200;

/** `limit 25`, `limit 25 offset 50`, or `limit 50, 25` (offset first), at the end of a query. */
const LIMIT = /\blimit\s+(\d+)(?:\s*,\s*(\d+))?(?:\s+offset\s+\d+)?$/i;

const OFFSET = /\soffset\s+\d+$/i;

/** Cut by hand: a pattern for spaces at the end would try from each space of a long run within. */
const withoutEnd = (query: string): string => query.trimEnd().replace(/;$/, '').trimEnd();

/** The LIMIT of a COQL query; null when it has none. */
export function coqlLimit(query: string): number | null {
	const found = LIMIT.exec(withoutEnd(query));
	return found ? Number(found[2] ?? found[1]) : null;
}

/** A query that says how many rows it wants; one that does not gets `rows`. */
export function withCoqlLimit(query: string, rows: number): string {
	if (coqlLimit(query) !== null) return query;
	const bare = withoutEnd(query);
	const offset = OFFSET.exec(bare)?.[0] ?? '';
	return `${bare.slice(0, bare.length - offset.length).trimEnd()} limit ${rows}${offset}`;
}
