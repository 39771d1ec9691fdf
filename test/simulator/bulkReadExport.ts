import { stringify } from 'csv-stringify/sync';
import { strToU8, zipSync } from 'fflate';
import { subformRows } from './bulkReadColumns';
import type { ReadQuery } from './bulkReadQuery';
import type { Org } from './org';
import { indexAfter, orderedRecords } from './recordOrder';
import type { StoredRecord } from './recordStore';

/** What a job has read: its page of the rows that there were when it worked. */
export interface ReadResult {
	count: number;
	more: boolean;
	lastId: string | undefined;
	/** `{job}.zip` with `{job}.csv` in it. */
	zip: Uint8Array;
}

const BY_ID = { sortBy: 'id', sortOrder: 'asc' } as const;

function matching(org: Org, { module, view, criteria }: ReadQuery): StoredRecord[] {
	const rows = subformRows(org, module) ?? orderedRecords(org, module, BY_ID, view);
	return criteria ? rows.filter(criteria.test) : rows;
}

/** Does the work of a read: its page of rows by id, as CSV with `id` first, zipped. */
export function exportRows(org: Org, query: ReadQuery, fileName: string): ReadResult {
	const size = org.switches.bulkReadPageSize;
	const all = matching(org, query);
	const start =
		query.after === undefined
			? (query.page - 1) * size
			: indexAfter(all, BY_ID, { time: 0, id: query.after });
	const rows = all.slice(start, start + size);
	const { columns } = query;
	const lines = rows.map((row) => columns.map(({ cell }) => cell(row)));
	const csv = stringify([columns.map(({ name }) => name), ...lines]);
	return {
		count: rows.length,
		more: start + size < all.length,
		lastId: rows.at(-1)?.id,
		zip: zipSync({ [`${fileName}.csv`]: strToU8(csv) }, { level: 1 }),
	};
}
