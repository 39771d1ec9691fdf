import type { ExportColumn } from './exportColumns';
import type { LivePrices } from './prices';
import { knownPrice } from './queryPlan';
import { FIELDS_PER_READ } from './readLimits';
import type { Part, PricedRoute } from './routePrice';
import { priceParts } from './routePrice';

/** Most records of one job: https://www.zoho.com/crm/developer/docs/api/bulk-read/limitations.html. */
export const ROWS_PER_EXPORT = 200_000;

/** The highest `page` of a job, by the pattern of the OpenAPI file `bulk_read.json`. */
export const PAGES_PER_EXPORT = 50;

/** Modules whose records no job exports: the same page, and no query gives them either (public report R121). */
const UNREADABLE = new Set(['attachments', 'emails', 'notes']);

export const isExportable = (module: string): boolean => !UNREADABLE.has(module.toLowerCase());

export type ExportRoute = 'bulkRead' | 'coql';

export const exportPages = (rows: number): number => Math.max(1, Math.ceil(rows / ROWS_PER_EXPORT));

/** So many jobs, and for each the look that believes its callback, and the download. */
export const exportParts = (pages: number): Part[] =>
	(['bulkRead.create', 'bulkRead.status', 'bulkRead.result'] as const).map((call) => ({
		call,
		calls: pages,
	}));

export function bulkReadPrice(
	rows: number,
	live: LivePrices | null = null,
): PricedRoute & { pages: number } {
	const pages = exportPages(rows);
	return { ...priceParts(exportParts(pages), live), pages };
}

/** How an export is read, and why not otherwise. */
export interface ExportChoice {
	route: ExportRoute;
	pages: number;
	price: PricedRoute;
	/** What the other way would have cost; null where it cannot be gone. */
	other: PricedRoute | null;
	/** Why a query cannot do it; null when it can. */
	noQuery: string | null;
}

/** Whether a query gives these columns. */
export function queryFault(columns: readonly ExportColumn[]): string | null {
	const asked = queryColumns(columns);
	return asked.length > FIELDS_PER_READ
		? `a query gives ${FIELDS_PER_READ} columns, and these are ${asked.length}`
		: null;
}

/** What a query asks for: names of lookups come with the lookups, and `id` by itself. */
export const queryColumns = (columns: readonly ExportColumn[]): string[] =>
	columns.flatMap(({ path, nameOf }) => (nameOf === undefined && path !== 'id' ? [path] : []));

/**
 * The cheaper way for so many rows, or the one that a person chose.
 * @param rows null: not known, as no query can count them
 * @param noQuery why a query cannot do it; null when it can
 */
export function chooseExport(
	rows: number | null,
	wish: 'cheapest' | ExportRoute,
	noQuery: string | null,
	live: LivePrices | null = null,
): ExportChoice {
	const bulk = bulkReadPrice(rows ?? 1, live);
	const query = noQuery !== null || rows === null ? null : knownPrice(rows, live);
	const byQuery = query !== null && (wish === 'coql' || query.credits <= bulk.credits);
	if (byQuery && wish !== 'bulkRead')
		return { route: 'coql', pages: 0, price: query, other: bulk, noQuery };
	return { route: 'bulkRead', pages: bulk.pages, price: bulk, other: query, noQuery };
}

/** The smallest number of rows for which jobs cost less than queries. */
export function rowsWhereJobsWin(): number {
	let [below, from] = [0, ROWS_PER_EXPORT];
	while (from - below > 1) {
		const rows = Math.floor((below + from) / 2);
		if (bulkReadPrice(rows).credits < knownPrice(rows).credits) from = rows;
		else below = rows;
	}
	return from;
}
