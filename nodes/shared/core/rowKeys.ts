import type { ZohoRecord } from './row';

/**
 * The values by which Zoho could take two rows for the same record, one string each. Case and outer
 * spaces are set aside: whether Zoho matches them strictly is not documented, and keeping two such
 * rows apart costs nothing. Empty when the row has no id and every checked field is empty.
 * @param fields the fields Zoho checks, in its order
 * @param sameCase values that differ by case mean different records, as those of External ID fields do
 */
export function rowKeys(record: ZohoRecord, fields: readonly string[], sameCase = false): string[] {
	const id = keyText(record.id);
	if (id !== undefined) return [`id=${id}`];
	const keys: string[] = [];
	for (const field of fields) {
		const text = keyText(record[field]);
		if (text !== undefined) keys.push(`${field}=${sameCase ? String(record[field]) : text}`);
	}
	return keys;
}

/** The comparable text of a key value; undefined for an empty one or one that is no plain value. */
export function keyText(value: unknown): string | undefined {
	if (typeof value === 'bigint') return String(value);
	// JSON has no other numbers: they reach Zoho as null.
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	return text === '' ? undefined : text.toLowerCase();
}

/** Whether a row has a key at all. */
export const hasKey = (record: ZohoRecord, fields: readonly string[]): boolean =>
	keyText(record.id) !== undefined || fields.some((field) => keyText(record[field]) !== undefined);
