import { IDS_PER_READ } from '../core/readLimits';
import type { ZohoRecord } from '../core/row';
import { byIdsCall } from './readCalls';
import { readPage } from './readPage';
import type { Session } from './session';

/** Records by id, and what reading them cost. */
export interface RecordsById {
	records: Map<string, ZohoRecord>;
	cost: number;
}

/** Ids in the order they came, each once, in parts of what one read takes. */
export function idChunks(ids: Iterable<string>): string[][] {
	const distinct = [...new Set(ids)];
	return Array.from({ length: Math.ceil(distinct.length / IDS_PER_READ) }, (_, at) =>
		distinct.slice(at * IDS_PER_READ, (at + 1) * IDS_PER_READ),
	);
}

/**
 * Up to 100 records by id: 1 credit, and 1 more for each further list of fields.
 * @param parts lists of at most 50 fields
 * @throws ZohoStop
 */
export async function readByIds(
	session: Session,
	module: string,
	ids: readonly string[],
	parts: ReadonlyArray<readonly string[]>,
): Promise<RecordsById> {
	const found: RecordsById = { records: new Map(), cost: 0 };
	for (const fields of parts) {
		const { rows, cost } = await readPage(session, byIdsCall(module, ids, fields));
		found.cost += cost;
		for (const row of rows) {
			const id = String(row.id);
			found.records.set(id, { ...found.records.get(id), ...row });
		}
	}
	return found;
}

/**
 * Adds the fields that did not fit into the read that found the records.
 * @returns the same records, filled up, and what that cost
 */
export async function fillUp(
	session: Session,
	module: string,
	records: readonly ZohoRecord[],
	parts: ReadonlyArray<readonly string[]>,
): Promise<{ records: ZohoRecord[]; cost: number }> {
	if (parts.length === 0 || records.length === 0) return { records: [...records], cost: 0 };
	const more = new Map<string, ZohoRecord>();
	let total = 0;
	for (const ids of idChunks(records.map(({ id }) => String(id)))) {
		const { records: read, cost } = await readByIds(session, module, ids, parts);
		total += cost;
		for (const [id, record] of read) more.set(id, record);
	}
	return {
		records: records.map((record) => ({ ...more.get(String(record.id)), ...record })),
		cost: total,
	};
}
