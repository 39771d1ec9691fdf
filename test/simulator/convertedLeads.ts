import { perOrg, type Org } from './org';
import type { StoredRecord } from './recordStore';
import type { SimCall } from './route';
import { undoable } from './transaction';

const convertedOf = perOrg(() => new Set<string>());

export const isConverted = (org: Org, { id }: StoredRecord): boolean => convertedOf(org).has(id);

/** The lead stays, for who asks for converted ones, but it is no lead to work on any more. */
export function markConverted(org: Org, { id }: StoredRecord): void {
	convertedOf(org).add(id);
	undoable(() => convertedOf(org).delete(id));
}

/** `converted=true|false|both` of the get-records and search pages; only the unconverted by default. */
export function withConverted(call: SimCall, records: StoredRecord[]): StoredRecord[] {
	const wanted = call.query.get('converted') ?? 'false';
	if (wanted === 'both' || convertedOf(call.org).size === 0) {
		return wanted === 'true' ? [] : records;
	}
	return records.filter((record) => isConverted(call.org, record) === (wanted === 'true'));
}
