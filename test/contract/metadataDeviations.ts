import type { Deviation } from './deviation';
import { nullable, optional, PAGES, SDK } from './deviation';

const FIELDS = /^GET \/crm\/v8\/settings\/fields$/;
const LAYOUTS = /^GET \/crm\/v8\/settings\/layouts$/;
const MODULES = /^GET \/crm\/v8\/settings\/modules(\/\{api_name\})?$/;
const VIEWS = /^GET \/crm\/v8\/settings\/custom_views$/;
const RELATED = /^GET \/crm\/v8\/settings\/related_lists$/;
const USERS = /^GET \/crm\/v8\/users$/;
const answer = 'answer' as const;

/** The files describe a field once, for requests and answers, of any kind and edition, and require all of its keys. */
const FIELD_KEYS =
	'_update_existing_records additional_column allowed_modules association_details autonumber available_in_user_layout ' +
	'blueprint_supported businesscard_supported category colour_code_enabled_by_system column_name common.picklist ' +
	'convert_mapping customizable_properties display_type email_parser file_upolad_optionlist hipaa_compliance ' +
	'hipaa_compliance_enabled multiuserlookup number_separator quick_sequence_number refer_from_field separator ' +
	'sharing_properties show_type static_field sub_module textarea ui_type';
const FIELD_NULLS = 'associated_module crypt external history_tracking private tooltip';

const byFeature = (page: string) => ({
	why: `The files require every key that there can be, misspelt ones and those of requests too; the SDK requires none, and ${PAGES}${page} says which belong to which features.`,
	source: SDK,
});
const absent = (page: string) => ({
	why: 'The sample has null where there is none.',
	source: `${PAGES}${page}`,
});

/** Answers of the metadata APIs, of users included. */
export const metadataDeviations: Deviation[] = [
	...optional(
		{ operation: FIELDS, side: answer, at: '/fields/#', keys: FIELD_KEYS },
		byFeature('field-meta.html'),
	),
	...nullable(
		{ operation: FIELDS, side: answer, at: '/fields/#', keys: `${FIELD_NULLS} default_value` },
		absent('field-meta.html'),
	),
	...optional(
		{ operation: FIELDS, side: answer, at: '/details', keys: 'api_name' },
		{
			why: 'INVALID_MODULE names the parameter, not a field.',
			source: `${PAGES}field-meta.html`,
		},
	),
	...optional(
		{
			operation: LAYOUTS,
			side: answer,
			at: '/layouts/#',
			keys: 'actions_allowed created_for show_business_card subform_properties',
		},
		byFeature('layouts-meta.html'),
	),
	...optional(
		{ operation: LAYOUTS, side: answer, at: '/layouts/#/profiles/#', keys: '_default_view' },
		byFeature('layouts-meta.html'),
	),
	...optional(
		{
			operation: LAYOUTS,
			side: answer,
			at: '/layouts/#/sections/#',
			keys: '_delete generated_type',
		},
		byFeature('layouts-meta.html'),
	),
	...optional(
		{
			operation: LAYOUTS,
			side: answer,
			at: '/layouts/#/sections/#/fields/#',
			keys: `${FIELD_KEYS} _delete section_id static_values validation_rule`,
		},
		byFeature('layouts-meta.html'),
	),
	...nullable(
		{
			operation: LAYOUTS,
			side: answer,
			at: '/layouts/#',
			keys: 'convert_mapping created_by modified_by',
		},
		absent('layouts-meta.html'),
	),
	...nullable(
		{ operation: LAYOUTS, side: answer, at: '/layouts/#/sections/#', keys: 'properties' },
		absent('layouts-meta.html'),
	),
	...nullable(
		{ operation: LAYOUTS, side: answer, at: '/layouts/#/sections/#/fields/#', keys: FIELD_NULLS },
		absent('layouts-meta.html'),
	),
	...optional(
		{
			operation: MODULES,
			side: answer,
			at: '/modules/#',
			keys:
				'$field_states $on_demand_properties $properties activity_badge business_card_fields chart_view chart_view_supported ' +
				'common.search_supported custom_view default_mapping_fields display_field fields filter_status kanban_view ' +
				'kanban_view_supported layout_associations layouts lookup_field_properties per_page related_list_properties ' +
				'related_lists search_layout_fields track_current_data zia_view',
		},
		byFeature('modules-api.html'),
	),
	...nullable(
		{ operation: MODULES, side: answer, at: '/modules/#', keys: 'modified_by' },
		absent('modules-api.html'),
	),
	{
		operation: MODULES,
		side: answer,
		what: /^\/modules\/#\/generated_type is "subform", not among /,
		why: 'The page lists subform as one of the types.',
		source: `${PAGES}modules-api.html`,
	},
	...optional(
		{ operation: VIEWS, side: answer, at: '/custom_views/#', keys: 'shared_to' },
		byFeature('custom-view-meta.html'),
	),
	...optional(
		{ operation: VIEWS, side: answer, at: '/custom_views/#/fields/#', keys: '_pin' },
		byFeature('custom-view-meta.html'),
	),
	...optional(
		{ operation: VIEWS, side: answer, at: '/custom_views/#/module', keys: 'name' },
		byFeature('custom-view-meta.html'),
	),
	...nullable(
		{
			operation: VIEWS,
			side: answer,
			at: '/custom_views/#',
			keys: 'created_by modified_by criteria sort_by sort_order',
		},
		{
			why: 'Null where there is none: the page says so of who changed a view, the sample of the others.',
			source: `${PAGES}custom-view-meta.html`,
		},
	),
	...nullable(
		{
			operation: RELATED,
			side: answer,
			at: '/related_lists/#',
			keys: 'connectedmodule fields linkingmodule sort_by',
		},
		absent('related-list-meta.html'),
	),
	...nullable(
		{
			operation: /^GET \/crm\/v8\/settings\/profiles$/,
			side: answer,
			at: '/profiles/#',
			keys: 'created_by created_time modified_by modified_time',
		},
		{
			why: 'Null for the profiles that Zoho ships, which nobody made.',
			source: `${PAGES}get-profiles.html`,
		},
	),
	...nullable(
		{
			operation: /^GET \/crm\/v8\/settings\/roles$/,
			side: answer,
			at: '/roles/#',
			keys: 'created_by__s forecast_manager modified_by__s reporting_to',
		},
		{
			why: 'Null for the top role, for roles that Zoho ships, and without forecasts.',
			source: `${PAGES}get-roles.html`,
		},
	),
	...optional(
		{ operation: USERS, side: answer, at: '/users/#/Modified_By', keys: 'first_name last_name' },
		{ why: 'The sample names a user by name and id.', source: `${PAGES}get-users.html` },
	),
	...nullable(
		{ operation: USERS, side: answer, at: '/users/#', keys: 'Reporting_To' },
		absent('get-users.html'),
	),
	{
		operation: USERS,
		side: answer,
		what: /^\/users\/#\/email must match pattern /,
		why: 'Any address; the pattern is a sample that became a rule.',
		source: `${PAGES}get-users.html`,
	},
	{
		operation: USERS,
		side: answer,
		what: /^\/users\/#\/time_zone must be object, is string$/,
		why: 'The sample has a text, "Asia/Kolkata" or the like.',
		source: `${PAGES}get-users.html`,
	},
];
