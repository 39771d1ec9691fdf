import { fieldView, picklistView } from './fieldView';
import type { Org } from './org';
import type { LayoutField, LayoutSchema, ModuleData } from './schema';
import { userRef } from './writeResults';

function layoutFieldView(org: Org, module: ModuleData, placed: LayoutField, sequence: number) {
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
