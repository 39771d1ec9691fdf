import type { FieldMeta } from './fieldMeta';
import type { LookupWish } from './lookupWish';
import type { ZohoRecord } from './row';

/**
 * What a mass update does not take, in words with a way out; undefined for values it may take. Tags are no fields of it,
 * subforms and long texts cannot be mass-updated, and X-EXTERNAL is not among its headers
 * (api/v8/mass-update-records.html).
 */
export function massUpdateRefusal(
	values: ZohoRecord,
	fields: readonly FieldMeta[] | null,
	wishes: readonly LookupWish[],
): string | undefined {
	if (values.Tag !== undefined)
		return "tags cannot be set by a mass update. Use the operation 'Update', which takes a Tag in each record";
	const subform = fields?.find(
		({ apiName, dataType }) => dataType === 'subform' && values[apiName] !== undefined,
	);
	if (subform)
		return `'${subform.label}' (${subform.apiName}) is a subform, which a mass update does not write. Use the operation 'Update'`;
	const external = wishes.find(
		({ path, matchBy }) => matchBy === 'external' && values[path] !== undefined,
	);
	return external
		? `${external.path} is matched by an External ID field, which a mass update does not take. Match it by name or by another field`
		: undefined;
}
