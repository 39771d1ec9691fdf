import { coqlWords } from './coqlWords';
import type { CoqlWord } from './coqlWords';
import { QUERY_REACH, ROWS_PER_QUERY } from './readLimits';

/** A query in its clauses, as they were written. */
export interface CoqlQuery {
	select: string;
	/** With a custom view where one was given: `Leads#5725767000000091501`. */
	module: string;
	where: string;
	/** From `group by` on, LIMIT and OFFSET left out; empty when there is nothing. */
	rest: string;
	/** The query's own LIMIT; null when the rows may be paged. */
	limit: number | null;
	offset: number;
	/** In which direction pages can go on behind an id; null when rows are sorted otherwise, or are no records. */
	byId: 'asc' | 'desc' | null;
}

export interface QueryFault {
	message: string;
	fix: string;
}

const CLAUSES = ['select', 'from', 'where', 'group', 'order', 'limit', 'offset'] as const;
type Clause = (typeof CLAUSES)[number];

/**
 * Takes a query apart (https://www.zoho.com/crm/developer/docs/api/v8/COQL-Overview.html), or says why Zoho would
 * refuse it: that costs nothing here. What is not certain is left to Zoho.
 */
export function parseQuery(text: string): CoqlQuery | QueryFault {
	const query = text.trim().replace(/;$/, '');
	const words = coqlWords(query);
	if (!words) return fault('a quote or a parenthesis is not closed', 'Close it.');
	const places = placesOf(words);
	const missing = (['select', 'from', 'where'] as const).find((clause) => !places.has(clause));
	if (missing) return missingClause(missing);
	const bounds = boundsOf(query, places);
	if ('message' in bounds) return bounds;
	const from = (clause: Clause): number => places.get(clause)?.at ?? query.length;
	const ends = [from('limit'), from('offset')];
	const restAt = Math.min(from('group'), from('order'), ...ends);
	const select = query.slice(from('select'), from('from')).trim();
	const rest = query.slice(restAt, Math.min(...ends)).trim();
	return {
		select,
		module: query.slice(from('from') + 'from'.length, from('where')).trim(),
		where: query.slice(from('where') + 'where'.length, restAt).trim(),
		rest,
		...bounds,
		byId: directionOf(select, rest),
	};
}

/** The text of one page. `after`: only rows behind this id. */
export function pageText(query: CoqlQuery, limit: number, offset: number, after?: string): string {
	const sign = query.byId === 'desc' ? '<' : '>';
	const where = after === undefined ? query.where : `(id ${sign} ${after} and (${query.where}))`;
	const order = after === undefined || query.rest !== '' ? query.rest : 'order by id asc';
	const parts = [query.select, `from ${query.module}`, `where ${where}`, order];
	return [...parts, `limit ${limit}`, ...(offset > 0 ? [`offset ${offset}`] : [])]
		.filter(Boolean)
		.join(' ');
}

/** The first word of each clause, outside parentheses: a subquery has clauses of its own. */
function placesOf(words: readonly CoqlWord[]): Map<Clause, CoqlWord> {
	const places = new Map<Clause, CoqlWord>();
	words.forEach((word, at) => {
		const clause = CLAUSES.find((name) => name === word.text.toLowerCase());
		if (!clause || word.depth > 0 || places.has(clause)) return;
		const isPair = clause === 'group' || clause === 'order';
		if (isPair && words[at + 1]?.text.toLowerCase() !== 'by') return;
		places.set(clause, word);
	});
	if (places.get('select')?.at !== 0) places.delete('select');
	return places;
}

/** `limit 25`, `limit 25 offset 50`, `limit 50, 25` (offset first) or `offset 50` alone. */
function boundsOf(
	query: string,
	places: ReadonlyMap<Clause, CoqlWord>,
): { limit: number | null; offset: number } | QueryFault {
	const at = Math.min(
		...(['limit', 'offset'] as const).map((name) => places.get(name)?.at ?? Infinity),
	);
	if (at === Infinity) return { limit: null, offset: 0 };
	const found = /^(?:limit\s+(\d+)(?:\s*,\s*(\d+)|\s+offset\s+(\d+))?|offset\s+(\d+))\s*$/i.exec(
		query.slice(at),
	);
	if (!found) {
		return fault(
			`'${query.slice(at).trim()}' is no LIMIT and OFFSET`,
			'Write whole numbers at the end of the query: limit 200 offset 400.',
		);
	}
	const [, first, second, behind, alone] = found;
	const limit = first === undefined ? null : Number(second ?? first);
	const offset = Number((second === undefined ? (behind ?? alone) : first) ?? 0);
	return boundsFault(limit, offset) ?? { limit, offset };
}

function boundsFault(limit: number | null, offset: number): QueryFault | undefined {
	if (limit === 0)
		return fault('LIMIT 0 asks for no rows', 'Give a LIMIT from 1 to 2,000, or none.');
	if (limit !== null && limit > ROWS_PER_QUERY) {
		return fault(
			`Zoho gives at most 2,000 rows a query and refuses LIMIT ${limit}`,
			`Leave LIMIT out and set 'Limit' of the node to ${limit}: it reads page by page.`,
		);
	}
	if (offset + (limit ?? 1) <= QUERY_REACH) return undefined;
	return fault(
		`LIMIT and OFFSET together reach beyond Zoho's 100,000 rows`,
		'Leave OFFSET out and narrow the query by id (id > …), sorted by id.',
	);
}

/** Aggregates and groups are no records, and rows in another order cannot be told by their id. */
function directionOf(select: string, rest: string): CoqlQuery['byId'] {
	if (/\b(?:count|sum|min|max|avg)\s*\(/i.test(select)) return null;
	if (rest === '' || /^order\s+by\s+id(?:\s+asc)?$/i.test(rest)) return 'asc';
	return /^order\s+by\s+id\s+desc$/i.test(rest) ? 'desc' : null;
}

const fault = (what: string, fix: string): QueryFault => ({
	message: `'Query': ${what}`,
	fix,
});

function missingClause(clause: Clause): QueryFault {
	if (clause === 'where') {
		return fault('COQL needs a WHERE clause', 'For all records write: where id is not null.');
	}
	return fault(
		clause === 'select' ? 'it does not begin with SELECT' : 'it has no FROM',
		"Write it like: select Last_Name, Email from Leads where Company = 'Zylker'.",
	);
}
