import { parsePlainValue, isEmptyValue } from './fieldValues';
import type { ExternalIds } from './externalIds';
import type { Org } from './org';
import { parseReference } from './referenceValues';
import { invalidData, mandatoryMissing, wrongType, type RecordError } from './recordErrors';
import { zohoTime } from './recordTime';
import { moduleNamed, referenceTypes, type FieldSchema, type ModuleSchema } from './schema';

export type SubformRow = Record<string, unknown> & { id: string };

interface Place {
	org: Org;
	now: number;
	external: ExternalIds;
	jsonPath: string;
	subform: FieldSchema;
}

function readCells(
	input: Record<string, unknown>,
	schema: ModuleSchema,
	place: Place,
	errors: RecordError[],
): Record<string, unknown> {
	const cells: Record<string, unknown> = {};
	for (const field of schema.fields) {
		if (field.readOnly || !(field.apiName in input)) continue;
		const raw = input[field.apiName];
		const jsonPath = `${place.jsonPath}.${field.apiName}`;
		if (isEmptyValue(raw)) {
			cells[field.apiName] = null;
		} else if (referenceTypes.has(field.type)) {
			const lookupPath = `${place.subform.apiName}.${field.apiName}`;
			const found = parseReference(place.org, field, raw, { ...place, jsonPath, lookupPath });
			if ('error' in found) errors.push(found.error);
			else cells[field.apiName] = found.id;
		} else {
			const parsed = parsePlainValue(raw, field, place.org);
			if ('value' in parsed) cells[field.apiName] = parsed.value;
			else {
				errors.push(invalidData({ ...parsed.wrong, api_name: field.apiName, json_path: jsonPath }));
			}
		}
	}
	return cells;
}

function readRow(
	input: unknown,
	existing: SubformRow[],
	schema: ModuleSchema,
	place: Place,
	errors: RecordError[],
): SubformRow | undefined {
	if (typeof input !== 'object' || input === null || Array.isArray(input)) {
		errors.push(wrongType(place.subform.apiName, place.jsonPath, 'jsonobject'));
		return undefined;
	}
	const row = input as Record<string, unknown>;
	const kept = existing.find((candidate) => candidate.id === row.id);
	if (row.id !== undefined && !kept) {
		errors.push(invalidData({ api_name: 'id', json_path: `${place.jsonPath}.id` }));
		return undefined;
	}
	// `_delete: null` beside the id takes the row away (from v2.1 on).
	if (kept && '_delete' in row) return undefined;
	const time = zohoTime(place.now, place.org.timeZone);
	const cells = { ...kept, ...readCells(row, schema, place, errors) };
	for (const field of schema.fields) {
		if (field.systemMandatory && isEmptyValue(cells[field.apiName])) {
			errors.push(mandatoryMissing(field.apiName, `${place.jsonPath}.${field.apiName}`));
		}
	}
	return {
		Created_Time: time,
		...cells,
		Modified_Time: time,
		id: kept?.id ?? place.org.newId(),
	};
}

/**
 * A subform's rows after a write: what is sent replaces what was there. Rows with an id stay, rows without one are new, rows not
 * mentioned go, `[]` empties (https://www.zoho.eu/crm/developer/docs/api/update-subforms.html). Errors name the row.
 */
export function readSubform(
	raw: unknown,
	existing: SubformRow[],
	place: Place,
	errors: RecordError[],
): SubformRow[] {
	const schema = moduleNamed(place.org.modules, place.subform.linkedModule ?? '')?.schema;
	if (!schema) throw new Error(`Subform ${place.subform.apiName} has no module for its rows`);
	if (!Array.isArray(raw)) {
		errors.push(wrongType(place.subform.apiName, place.jsonPath, 'jsonarray'));
		return existing;
	}
	if (raw.length > place.subform.length) {
		errors.push(
			invalidData({
				maximum_length: place.subform.length,
				api_name: place.subform.apiName,
				json_path: place.jsonPath,
			}),
		);
		return existing;
	}
	return raw.flatMap((row, index) => {
		const at = { ...place, jsonPath: `${place.jsonPath}[${index}]` };
		return readRow(row, existing, schema, at, errors) ?? [];
	});
}
