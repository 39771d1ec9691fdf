import { blueprintOf } from './blueprints';
import { isConverted } from './convertedLeads';
import type { Org } from './org';
import { recordError, type RecordError } from './recordErrors';
import type { StoredRecord } from './recordStore';
import type { ModuleData } from './schema';

/**
 * Why a record may not be given these values: a converted lead is not changed any more, and the field of a blueprint is
 * changed by its transitions (OpenAPI `record.json`: CONVERTED_RECORD, RECORD_IN_BLUEPRINT).
 * @param path where the record stands in the request: `$.data[0]`
 */
export function lockErrors(
	org: Org,
	module: ModuleData,
	record: StoredRecord,
	{ values, path }: { values: Record<string, unknown>; path: string },
): RecordError[] {
	if (isConverted(org, record)) {
		return [recordError('CONVERTED_RECORD', 'record is converted', { id: record.id })];
	}
	const name = blueprintOf(org, module, record)?.blueprint.field.apiName;
	const guarded = name !== undefined && name in values && values[name] !== record.values[name];
	if (!guarded || !org.switches.blueprintGuardsField) return [];
	const details = { api_name: name, json_path: `${path}.${name}` };
	return [recordError('RECORD_IN_BLUEPRINT', 'record is in blueprint', details)];
}
