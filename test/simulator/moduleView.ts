import { minifiedModule } from './fieldView';
import type { Org } from './org';
import type { ModuleData } from './schema';
import { userRef } from './writeResults';

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
		global_search_supported: supported,
		quick_create: supported,
		emailTemplate_support: supported,
		filter_supported: supported,
		convertable: schema.apiName === 'Leads',
		triggers_supported: supported,
		webform_supported: supported,
		scoring_supported: supported,
		isBlueprintSupported: supported,
		presence_sub_menu: supported,
		...sameForEveryModule,
	};
}

const sameForEveryModule = {
	access_type: 'org_based',
	inventory_template_supported: false,
	email_parser_supported: false,
	feeds_required: false,
	recycle_bin_on_delete: true,
	business_card_field_limit: 5,
	has_more_profiles: false,
	web_link: null,
	arguments: [],
	description: null,
};
