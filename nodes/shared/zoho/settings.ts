import uniqBy from 'lodash/uniqBy';

import type { FieldMeta, ModuleMeta } from '../core/fieldMeta';
import { asObject, listIn, textOf } from './readBody';

/** The first of these parts of an answer that says something. */
const sayingOf = (entry: Record<string, unknown>, ...keys: string[]): string =>
	keys.map((key) => textOf(entry, key) ?? '').find((text) => text.trim() !== '') ?? '';

/** What bears a name, each once: a drop-down of n8n takes nothing else. */
const named = <T extends { apiName: string }>(entries: T[]): T[] =>
	uniqBy(entries, 'apiName').filter(({ apiName }) => apiName !== '');

/** `modules[]` of api/v8/modules-api.html. */
export function modulesIn(body: unknown): ModuleMeta[] {
	const modules = listIn(body, 'modules').map((module) => ({
		apiName: sayingOf(module, 'api_name'),
		label: sayingOf(module, 'plural_label', 'api_name'),
		apiSupported: module.api_supported === true,
		creatable: module.creatable === true,
		editable: module.editable === true,
		deletable: module.deletable === true,
		visible: module.visible !== false && module.status !== 'system_hidden',
		generatedType: textOf(module, 'generated_type') ?? 'default',
	}));
	return named(modules);
}

/** `fields[]` of api/v8/field-meta.html. */
export function fieldsIn(body: unknown): FieldMeta[] {
	const fields = listIn(body, 'fields').map((field) => ({
		apiName: sayingOf(field, 'api_name'),
		label: sayingOf(field, 'display_label', 'field_label', 'api_name'),
		dataType: textOf(field, 'data_type') ?? 'text',
		length: typeof field.length === 'number' ? field.length : null,
		readOnly: field.read_only === true || field.field_read_only === true || !isWritable(field),
		mandatory: field.system_mandatory === true,
		unique: Object.keys(asObject(field.unique) ?? {}).length > 0,
		external: asObject(field.external) !== undefined,
		visible: field.visible !== false,
		picklist: picklistIn(field),
		module: moduleBehind(field),
	}));
	return named(fields);
}

function moduleBehind(field: Record<string, unknown>): string | null {
	if (field.data_type === 'subform') {
		return textOf(field.associated_module, 'api_name') ?? textOf(field.subform, 'module') ?? null;
	}
	return textOf(asObject(field.lookup)?.module, 'api_name') ?? null;
}

/** `operation_type` says whether the API may create or change the field; absent counts as yes. */
function isWritable(field: Record<string, unknown>): boolean {
	const operations = asObject(field.operation_type);
	return (
		operations === undefined || operations.api_create === true || operations.api_update === true
	);
}

function picklistIn(field: Record<string, unknown>): FieldMeta['picklist'] {
	const values = listIn(field, 'pick_list_values').map((value) => ({
		label: sayingOf(value, 'display_value', 'actual_value'),
		value: sayingOf(value, 'actual_value', 'display_value'),
	}));
	return uniqBy(values, 'value').filter(({ value }) => value !== '');
}
