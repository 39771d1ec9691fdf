import { minifiedModule } from './fieldView';
import type { Org } from './org';
import type { CustomViewSchema, ModuleData, RelatedListSchema, ViewCriteria } from './schema';

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
		visible: true,
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
		// Nobody made or changed what an org begins with.
		created_by: null,
		modified_by: null,
		module: { api_name: module.schema.apiName, id: module.schema.id },
		fields: view.fields.map(fieldRef),
		criteria: single ? criteriaView(module, view.criteria) : null,
	};
}
