import type { ExportColumn } from './exportColumns';
import { rowReader } from './exportColumns';
import { cellsOf } from './exportCsv';
import { emptyTally, joinPages } from './exportJoin';

/**
 * The records of an export's pages as items, each once, typed as a query gives them; some at a time, as the bytes come.
 * @param pages the CSV of each page, opened when its turn comes
 * @throws what reading a page throws
 */
export async function* exportedRows(
	pages: Array<() => Promise<AsyncIterable<Uint8Array>>>,
	columns: readonly ExportColumn[],
): AsyncGenerator<Array<Record<string, unknown>>, void, undefined> {
	const tally = emptyTally();
	const seen = new Set<unknown>();
	let read: ReturnType<typeof rowReader> | undefined;
	for await (const piece of joinPages(pages, tally)) {
		if (!read) {
			read = rowReader(columns, cellsOf(tally.header)[0] ?? []);
			continue;
		}
		const rows = cellsOf(piece).map(read);
		// Only a later page can hold what was there before.
		yield pages.length === 1 ? rows : rows.filter(({ id }) => isNew(id, seen));
	}
}

function isNew(id: unknown, seen: Set<unknown>): boolean {
	if (seen.has(id)) return false;
	seen.add(id);
	return true;
}
