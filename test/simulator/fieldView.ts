import { placedIn } from './layoutRules';
import { massUpdatable } from './massUpdate';
import type { Org } from './org';
import {
	moduleNamed,
	numberTypes,
	SE_MODULE,
	type FieldSchema,
	type ModuleData,
	type PicklistValue,
} from './schema';

/** `json_type` of the field metadata, by data type. */
function jsonType(field: FieldSchema): string {
	if (numberTypes.has(field.type) || field.type === 'formula') {
		return field.type === 'integer' ? 'integer' : 'double';
	}
	switch (field.type) {
		case 'boolean':
			return 'boolean';
		case 'lookup':
		case 'ownerlookup':
		case 'userlookup':
			return 'jsonobject';
		case 'multiselectpicklist':
		case 'subform':
			return 'jsonarray';
		default:
			return 'string';
	}
}

/** `{ api_name, id }` of a module inside another object. */
export function minifiedModule(org: Org, apiName: string | null) {
	const module = apiName === null ? undefined : moduleNamed(org.modules, apiName);
	return module && { api_name: module.schema.apiName, id: module.schema.id };
}

export function picklistView(value: PicklistValue) {
	return {
		display_value: value.displayValue,
		sequence_number: value.sequence,
		reference_value: value.actualValue,
		colour_code: null,
		actual_value: value.actualValue,
		id: value.id,
		type: 'used',
	};
}

function linkViews(org: Org, field: FieldSchema) {
	const linked =
		field.linkedModule === SE_MODULE
			? { api_name: SE_MODULE, id: null }
			: minifiedModule(org, field.linkedModule);
	const isLookup = field.type === 'lookup' && linked;
	return {
		lookup: isLookup
			? { display_label: field.label, api_name: field.apiName, module: linked, id: field.id }
			: {},
		multiselectlookup: {},
		multi_module_lookup: {},
		rollup_summary: {},
		subform: field.type === 'subform' && linked ? { module: linked.api_name, id: linked.id } : {},
		associated_module: field.type === 'subform' && linked ? linked : null,
	};
}

function kindViews(field: FieldSchema) {
	const { formula, autoNumber } = field;
	return {
		formula: formula ? { return_type: formula.returnType, expression: formula.expression } : {},
		auto_number: autoNumber
			? { prefix: autoNumber.prefix, start_number: autoNumber.start, suffix: '' }
			: {},
		currency:
			field.type === 'currency'
				? { rounding_option: 'normal', precision: field.decimalPlaces ?? 2 }
				: {},
		unique: field.unique ? { casesensitive: String(field.unique.caseSensitive) } : {},
		external: field.external
			? { type: field.external.type, show: true, allow_multiple_config: false }
			: null,
		pick_list_values: field.picklist.map(picklistView),
		pick_list_values_sorted_lexically: false,
	};
}

/** What may be done with a field, and where it is shown. */
function useViews(module: ModuleData, field: FieldSchema) {
	const writable = !field.readOnly;
	return {
		system_mandatory: field.systemMandatory,
		read_only: field.readOnly,
		field_read_only: field.readOnly,
		custom_field: field.custom,
		visible: field.visible,
		virtual_field: false,
		searchable: field.searchable,
		sortable: field.type !== 'subform' && field.type !== 'textarea',
		filterable: field.type !== 'subform',
		display_field: field.apiName === module.schema.nameField,
		mass_update: massUpdatable(module, field),
		webhook: true,
		operation_type: {
			web_update: writable,
			api_create: writable,
			web_create: writable,
			api_update: writable,
		},
		view_type: {
			view: true,
			edit: writable,
			quick_create: field.systemMandatory,
			create: writable,
		},
	};
}

function layoutsWith(module: ModuleData, field: FieldSchema) {
	return module.schema.layouts
		.filter((layout) => placedIn(layout, field.apiName))
		.map(({ id, name, apiName }) => ({ id, name, api_name: apiName }));
}

/** A field as `GET /settings/fields` shows it (facts §5.2; OpenAPI `fields.json`). */
export function fieldView(org: Org, module: ModuleData, field: FieldSchema) {
	return {
		id: field.id,
		api_name: field.apiName,
		field_label: field.label,
		display_label: field.label,
		data_type: field.type,
		json_type: jsonType(field),
		length: field.length,
		decimal_place: field.decimalPlaces,
		type: 'used',
		created_source: 'default',
		default_value: null,
		crypt: null,
		tooltip: null,
		history_tracking: null,
		private: null,
		enable_colour_code: false,
		created_time: field.createdTime,
		modified_time: field.modifiedTime,
		layout_associations: layoutsWith(module, field),
		profiles: org.profiles.map(({ id, name }) => ({ id, name, permission_type: 'read_write' })),
		...useViews(module, field),
		...kindViews(field),
		...linkViews(org, field),
	};
}
