import type { NotWritten } from './outcome';
import type { Row } from './row';
import { rowKeys } from './rowKeys';

/**
 * Rows of a retry that a later row with the same key has overtaken, because an earlier try wrote that one
 * and not them. Sent now, they would put older values over newer ones.
 * @param rows all rows of the input, in order
 * @param written the indexes of those that are in Zoho already
 */
export function overtakenRows(
	rows: readonly Row[],
	written: (index: number) => boolean,
	keyFields: readonly string[],
): Map<number, NotWritten> {
	const overtaken = new Map<number, NotWritten>();
	const holder = new Map<string, number>();
	for (const row of [...rows].reverse()) {
		const keys = rowKeys(row.record, keyFields);
		const later = keys.map((key) => holder.get(key)).find((index) => index !== undefined);
		if (written(row.index)) for (const key of keys) holder.set(key, row.index);
		else if (later !== undefined) overtaken.set(row.index, overtakenBy(later));
	}
	return overtaken;
}

function overtakenBy(row: number): NotWritten {
	const reason = `Row ${row} of this input has the same key, stands behind it and was written in an earlier try`;
	return {
		outcome: 'superseded',
		code: 'SAME_KEY_TWICE',
		message: reason,
		details: { row },
		reason,
		supersededBy: row,
	};
}
