import { isConverted } from './convertedLeads';
import type { Org } from './org';
import { duplicateData, type RecordError } from './recordErrors';
import { recordsWith, type StoredRecord } from './recordStore';
import type { RecordInput, Writer } from './recordCheck';
import { fieldOf, type FieldSchema, type ModuleData, type ModuleSchema } from './schema';

export function uniqueFields(schema: ModuleSchema): FieldSchema[] {
	return schema.fields.filter((field) => field.unique !== null);
}

/** Only the system duplicate field and fields marked unique may be listed in `duplicate_check_fields`. */
export function mayBeChecked(schema: ModuleSchema, apiName: string): boolean {
	return (
		apiName === schema.systemDuplicateField ||
		uniqueFields(schema).some((field) => field.apiName === apiName)
	);
}

/**
 * The fields an upsert checks, in order: those listed, then the remaining unique ones; the system field takes part when it is
 * listed or when nothing is (https://www.zoho.com/crm/developer/docs/api/v7/upsert-records.html).
 */
export function checkedFields(schema: ModuleSchema, listed: string[] | undefined): FieldSchema[] {
	const system = schema.systemDuplicateField ? [schema.systemDuplicateField] : [];
	const first = listed?.length ? listed : system;
	const names = new Set([...first, ...uniqueFields(schema).map((field) => field.apiName)]);
	return [...names].map((name) => fieldOf(schema, name)!);
}

function sameText(org: Org, field: FieldSchema, held: unknown, given: unknown): boolean {
	const exact = org.switches.textMatching === 'exact' || field.unique?.caseSensitive === true;
	return !exact || String(held).trim() === String(given).trim();
}

function holders(org: Org, module: ModuleData, field: FieldSchema, value: unknown): StoredRecord[] {
	return recordsWith(module.store, field.apiName, value).filter((record) =>
		sameText(org, field, record.values[field.apiName], value),
	);
}

/**
 * The record an upsert takes for the same one: by the first of the checked fields that matches.
 * @param hidden records that this call has inserted and must not see (switch `sameKeyInOneCall`)
 */
export function findMatch(
	org: Org,
	module: ModuleData,
	fields: FieldSchema[],
	input: RecordInput,
	hidden: ReadonlySet<string>,
): { record: StoredRecord; field: string } | undefined {
	for (const field of fields) {
		const found = holders(org, module, field, input[field.apiName]).filter(
			(record) => !hidden.has(record.id) && !isConverted(org, record),
		);
		const newest = org.switches.systemFieldMatch === 'newest';
		const record = newest ? found[found.length - 1] : found[0];
		if (record) return { record, field: field.apiName };
	}
	return undefined;
}

/** Unique fields whose new value another record holds: one DUPLICATE_DATA each. */
export function uniqueClashes(
	writer: Writer,
	module: ModuleData,
	values: Record<string, unknown>,
	own: StoredRecord | undefined,
	path: string,
): RecordError[] {
	const { org, version } = writer;
	return uniqueFields(module.schema).flatMap((field) => {
		const holder = holders(org, module, field, values[field.apiName]).find(
			(record) => record.id !== own?.id,
		);
		if (!holder) return [];
		const place = { apiName: field.apiName, jsonPath: `${path}.${field.apiName}` };
		return [duplicateData(org, module, place, holder, version)];
	});
}
