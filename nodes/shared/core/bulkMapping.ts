import { DATE_TIME_FORMAT } from './bulkCell';
import type { FieldMeta } from './fieldMeta';

const LOOKUPS = new Set(['lookup', 'ownerlookup', 'userlookup']);

/**
 * How Zoho is to read a column: api/v7/bulk-write/create-job.html, `field_mappings`.
 * @param index place of the column in the file
 * @param lookups by lookup field: the field of the other module that its cells hold, where that is not the ID
 */
export function mappingOf(
	name: string,
	index: number,
	lookups: ReadonlyMap<string, string>,
	field: FieldMeta | undefined,
): Record<string, unknown> {
	const type = field?.dataType ?? '';
	const mapping: Record<string, unknown> = { api_name: name, index };
	if (LOOKUPS.has(type)) mapping.find_by = lookups.get(name) ?? 'id';
	if (type === 'datetime') mapping.format = DATE_TIME_FORMAT;
	return mapping;
}
