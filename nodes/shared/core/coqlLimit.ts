/** Rows that a query without a LIMIT gives: https://www.zoho.com/crm/developer/docs/api/v8/Get-Records-through-COQL-Query.html */
export const COQL_DEFAULT_ROWS = 200;

/** `limit 25`, `limit 25 offset 50`, or `limit 50, 25` (offset first), at the end of a query. */
const LIMIT = /\blimit\s+(\d+)(?:\s*,\s*(\d+))?(?:\s+offset\s+\d+)?\s*;?\s*$/i;

/** The LIMIT of a COQL query; null when it has none. */
export function coqlLimit(query: string): number | null {
	const found = LIMIT.exec(query);
	return found ? Number(found[2] ?? found[1]) : null;
}

/** A query that says how many rows it wants; one that does not gets `rows`. */
export const withCoqlLimit = (query: string, rows: number): string =>
	coqlLimit(query) === null
		? query.replace(/(\s+offset\s+\d+)?\s*;?\s*$/i, ` limit ${rows}$1`)
		: query;
