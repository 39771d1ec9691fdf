import { field as fieldRow, type FieldRow } from './fieldTable';
import type { Org } from './org';
import { zohoTime } from './recordTime';
import { moduleNamed, type FieldSchema, type ModuleData } from './schema';
import { buildField } from './schemaBuild';

function known(org: Org, apiName: string): ModuleData {
	const module = moduleNamed(org.modules, apiName);
	if (!module) throw new Error(`The simulated org has no module ${apiName}`);
	return module;
}

/** Somebody edited the module in Zoho's setup: its `modified_time` and `modified_by` move. */
export function touchModule(org: Org, apiName: string, now: number): void {
	const { schema } = known(org, apiName);
	schema.modifiedTime = zohoTime(now, org.timeZone);
	schema.modifiedBy = org.users[0]?.id ?? null;
}

function fieldsChanged(org: Org, apiName: string, now: number): void {
	if (org.switches.fieldChangeMovesModule) touchModule(org, apiName, now);
}

/** Adds a custom field to the module and to all its layouts. Lengths default to the type's. */
export function addField(org: Org, apiName: string, row: FieldRow, now: number): FieldSchema {
	const { schema } = known(org, apiName);
	const { type, apiName: name, ...options } = row;
	const time = zohoTime(now, org.timeZone);
	const complete = fieldRow(type, name, { custom: true, ...options });
	const field = buildField(complete, () => org.newId(), time);
	schema.fields.push(field);
	for (const layout of schema.layouts) {
		layout.sections[0].fields.push({
			apiName: field.apiName,
			required: field.systemMandatory,
			values: null,
		});
		layout.modifiedTime = time;
	}
	fieldsChanged(org, apiName, now);
	return field;
}

/** Takes a field, and the values records had in it, away. */
export function removeField(org: Org, apiName: string, fieldName: string, now: number): void {
	const { schema, store } = known(org, apiName);
	schema.fields = schema.fields.filter((field) => field.apiName !== fieldName);
	for (const layout of schema.layouts) {
		for (const section of layout.sections) {
			section.fields = section.fields.filter((field) => field.apiName !== fieldName);
		}
		layout.modifiedTime = zohoTime(now, org.timeZone);
	}
	for (const record of store.records.values()) delete record.values[fieldName];
	store.indexes.delete(fieldName);
	store.revision += 1;
	fieldsChanged(org, apiName, now);
}

/** Hides the module from everybody: calls on it answer INVALID_MODULE until it is shown again. */
export function hideModule(org: Org, apiName: string, now: number): void {
	known(org, apiName).schema.status = 'user_hidden';
	touchModule(org, apiName, now);
}

export function showModule(org: Org, apiName: string, now: number): void {
	known(org, apiName).schema.status = 'visible';
	touchModule(org, apiName, now);
}
