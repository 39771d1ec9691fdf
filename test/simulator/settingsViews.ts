import { massUpdatable } from './massUpdate';
import type { Org } from './org';
import {
	moduleNamed,
	numberTypes,
	type CustomViewSchema,
	type FieldSchema,
	type LayoutSchema,
	type ModuleData,
	type PicklistValue,
	type RelatedListSchema,
	type ViewCriteria,
} from './schema';
import { userRef } from './writeResults';

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

function minifiedModule(org: Org, apiName: string | null) {
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
	const linked = minifiedModule(org, field.linkedModule);
	const isLookup = field.type === 'lookup' && linked;
	return {
		lookup: isLookup
			? { display_label: field.label, api_name: field.apiName, module: linked, id: field.id }
			: {},
		multiselectlookup: {},
		subform: field.type === 'subform' && linked ? { module: linked.api_name, id: linked.id } : null,
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
		profiles: org.profiles.map(({ id, name }) => ({ id, name, permission_type: 'read_write' })),
		...useViews(module, field),
		...kindViews(field),
		...linkViews(org, field),
	};
}

/** A module as `GET /settings/modules` shows it (facts §5.1; OpenAPI `modules.json`). */
export function moduleView(org: Org, { schema }: ModuleData) {
	const supported = schema.apiSupported;
	const visible = schema.status === 'visible';
	const parent = minifiedModule(org, schema.parentModule);
	return {
		id: schema.id,
		api_name: schema.apiName,
		module_name: schema.apiName,
		singular_label: schema.singular,
		plural_label: schema.plural,
		generated_type: schema.generatedType,
		api_supported: supported,
		creatable: supported && visible,
		editable: supported && visible,
		deletable: supported && visible,
		viewable: supported && visible,
		visible,
		visibility: visible ? 1 : 0,
		status: schema.status,
		show_as_tab: schema.generatedType !== 'subform',
		sequence_number: schema.sequence,
		profiles: org.profiles.map(({ id, name }) => ({ id, name })),
		profile_count: org.profiles.length,
		parent_module: parent ?? {},
		modified_time: schema.modifiedTime,
		modified_by: userRef(org, schema.modifiedBy),
		access_type: 'org_based',
		global_search_supported: supported,
		inventory_template_supported: false,
		quick_create: supported,
		emailTemplate_support: supported,
		email_parser_supported: false,
		feeds_required: false,
		filter_supported: supported,
		convertable: schema.apiName === 'Leads',
		triggers_supported: supported,
		webform_supported: supported,
		scoring_supported: supported,
		isBlueprintSupported: supported,
		recycle_bin_on_delete: true,
		business_card_field_limit: 5,
		presence_sub_menu: supported,
		has_more_profiles: false,
		web_link: null,
		arguments: [],
		description: null,
	};
}

function layoutFieldView(
	org: Org,
	module: ModuleData,
	placed: LayoutSchema['sections'][number]['fields'][number],
	sequence: number,
) {
	const field = module.schema.fields.find(({ apiName }) => apiName === placed.apiName);
	if (!field) return [];
	const values = field.picklist.filter(
		({ actualValue }) => placed.values === null || placed.values.includes(actualValue),
	);
	return [
		{
			...fieldView(org, module, field),
			required: placed.required,
			sequence_number: sequence,
			pick_list_values: values.map(picklistView),
		},
	];
}

/** A layout with its sections and, per field, what this layout demands and offers (facts §5.3). */
export function layoutView(org: Org, module: ModuleData, layout: LayoutSchema) {
	const admin = userRef(org, org.users[0]?.id);
	return {
		id: layout.id,
		name: layout.name,
		api_name: layout.apiName,
		display_label: layout.name,
		status: 'active',
		visible: true,
		source: 'crm',
		mode: 'view',
		generated_type: layout.apiName === 'Standard__s' ? 'default' : 'custom',
		created_time: layout.createdTime,
		modified_time: layout.modifiedTime,
		created_by: layout.createdTime && admin,
		modified_by: layout.modifiedTime && admin,
		profiles: org.profiles.map(({ id, name }) => ({ id, name, default: true })),
		has_more_profiles: false,
		convert_mapping: null,
		sections: layout.sections.map((section, index) => ({
			id: section.id,
			name: section.name,
			api_name: section.apiName,
			display_label: section.name,
			sequence_number: index + 1,
			column_count: 2,
			tab_traversal: 'left_to_right',
			type: 'used',
			isSubformSection: false,
			properties: null,
			fields: section.fields.flatMap((placed, at) => layoutFieldView(org, module, placed, at + 1)),
		})),
	};
}

/** A related list; these have no modified_time (facts §5.4). */
export function relatedListView(org: Org, list: RelatedListSchema, sequence: number) {
	return {
		id: list.id,
		api_name: list.apiName,
		name: list.label,
		display_label: list.label,
		personality_name: list.apiName,
		module: minifiedModule(org, list.module) ?? { api_name: list.module, id: null },
		type: list.lookup === null ? 'default' : 'custom_lookup',
		href: `${list.module}/{ENTITYID}/${list.apiName}`,
		action: 'fetch',
		sequence_number: String(sequence),
		sort_by: null,
		sort_order: 'desc',
		fields: null,
		status: 'visible',
		customize_fields: false,
		customize_sort: false,
		customize_display_label: false,
		connectedmodule: null,
		linkingmodule: null,
	};
}

function criteriaView(module: ModuleData, criteria: ViewCriteria | null): unknown {
	if (criteria === null) return null;
	if ('group' in criteria) {
		const group = criteria.group.map((part) => criteriaView(module, part));
		return { group_operator: criteria.groupOperator, group };
	}
	const field = module.schema.fields.find(({ apiName }) => apiName === criteria.field);
	return {
		comparator: criteria.comparator,
		field: { api_name: criteria.field, id: field?.id ?? null },
		value: criteria.value,
	};
}

/** A custom view; criteria come with a single one only (facts §5.5). */
export function customViewView(module: ModuleData, view: CustomViewSchema, single: boolean) {
	const fieldRef = (apiName: string) => ({
		api_name: apiName,
		id: module.schema.fields.find((field) => field.apiName === apiName)?.id ?? null,
	});
	return {
		id: view.id,
		name: view.name,
		system_name: view.systemName,
		display_value: view.name,
		default: view.isDefault,
		system_defined: view.systemName !== null,
		favorite: null,
		category: view.systemName === null ? 'created_by_me' : 'public_views',
		access_type: view.systemName === null ? 'only_to_me' : 'public',
		locked: false,
		offline: false,
		sort_by: view.sortBy === 'id' ? null : fieldRef(view.sortBy),
		sort_order: view.sortBy === 'id' ? null : view.sortOrder,
		last_accessed_time: null,
		created_time: view.createdTime,
		modified_time: view.modifiedTime,
		module: { api_name: module.schema.apiName, id: module.schema.id },
		fields: view.fields.map(fieldRef),
		criteria: single ? criteriaView(module, view.criteria) : null,
	};
}
