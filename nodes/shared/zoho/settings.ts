import type { FieldMeta, ModuleMeta } from '../core/fieldMeta';
import { asObject, textOf } from './readBody';

const listIn = (body: unknown, key: string): Array<Record<string, unknown>> => {
	const list = asObject(body)?.[key];
	return Array.isArray(list) ? list.map(asObject).filter((entry) => entry !== undefined) : [];
};

/** `modules[]` of api/v8/modules-api.html. */
export function modulesIn(body: unknown): ModuleMeta[] {
	return listIn(body, 'modules').map((module) => ({
		apiName: textOf(module, 'api_name') ?? '',
		label: textOf(module, 'plural_label') ?? textOf(module, 'api_name') ?? '',
		apiSupported: module.api_supported === true,
		creatable: module.creatable === true,
		editable: module.editable === true,
		deletable: module.deletable === true,
		visible: module.visible !== false && module.status !== 'system_hidden',
		generatedType: textOf(module, 'generated_type') ?? 'default',
	}));
}

/** `fields[]` of api/v8/field-meta.html. */
export function fieldsIn(body: unknown): FieldMeta[] {
	return listIn(body, 'fields').map((field) => ({
		apiName: textOf(field, 'api_name') ?? '',
		label: textOf(field, 'display_label') ?? textOf(field, 'field_label') ?? '',
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
	return listIn(field, 'pick_list_values').map((value) => ({
		label: textOf(value, 'display_value') ?? '',
		value: textOf(value, 'actual_value') ?? textOf(value, 'display_value') ?? '',
	}));
}
