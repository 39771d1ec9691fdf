import type { FieldRow, LayoutRow, ModuleRow, ViewRow } from './fieldTable';
import { emptyStore } from './recordStore';
import type {
	CustomViewSchema,
	FieldSchema,
	LayoutSchema,
	ModuleData,
	ModuleSchema,
} from './schema';
import { activities, calls, events, notes, tasks } from './schemaActivities';
import { accounts, contacts } from './schemaContacts';
import { deals, products } from './schemaDeals';
import { leads } from './schemaLeads';
import { lineItems, subscriptions } from './schemaSubscriptions';

type NewId = () => string;

export function buildField(row: FieldRow, newId: NewId, time: string | null): FieldSchema {
	return {
		id: newId(),
		apiName: row.apiName,
		label: row.label ?? row.apiName.replace(/__s$/, '').replace(/_/g, ' '),
		type: row.type,
		length: row.length ?? 255,
		decimalPlaces: row.decimalPlaces ?? null,
		systemMandatory: row.mandatory ?? false,
		unique: row.unique ? { caseSensitive: false } : null,
		external: row.external ? { type: row.external } : null,
		custom: row.custom ?? false,
		readOnly: row.readOnly ?? false,
		picklist: (row.values ?? []).map((value, index) => ({
			id: newId(),
			displayValue: value,
			actualValue: value,
			sequence: index + 1,
		})),
		linkedModule: row.linkedModule ?? null,
		formula: row.formula ?? null,
		autoNumber: row.autoNumber ?? null,
		searchable: row.searchable ?? true,
		visible: true,
		createdTime: time,
		modifiedTime: time,
	};
}

function buildLayout(row: LayoutRow, module: ModuleRow, newId: NewId): LayoutSchema {
	const shown = module.fields.filter((field) => !row.without?.includes(field.apiName));
	const apiName = row.name === 'Standard' ? 'Standard__s' : row.name.replace(/ /g, '_');
	return {
		id: newId(),
		name: row.name,
		apiName,
		createdTime: null,
		modifiedTime: null,
		sections: [
			{
				id: newId(),
				name: `${module.singular} Information`,
				apiName: `${module.singular.replace(/ /g, '_')}_Information`,
				fields: shown.map((field) => ({
					apiName: field.apiName,
					required: (field.mandatory ?? false) || (row.required?.includes(field.apiName) ?? false),
					values: row.values?.[field.apiName] ?? null,
				})),
			},
		],
	};
}

function buildView(row: ViewRow, newId: NewId): CustomViewSchema {
	return {
		id: newId(),
		name: row.name,
		systemName: row.systemName ?? null,
		isDefault: row.systemName === 'ALLVIEWS',
		criteria: row.criteria ?? null,
		fields: row.fields,
		sortBy: 'id',
		sortOrder: 'desc',
		createdTime: null,
		modifiedTime: null,
	};
}

function buildSchema(row: ModuleRow, newId: NewId, sequence: number): ModuleSchema {
	return {
		id: newId(),
		apiName: row.apiName,
		singular: row.singular,
		plural: row.plural,
		generatedType: row.generatedType ?? 'default',
		apiSupported: row.apiSupported ?? true,
		upsertSupported: row.upsertSupported ?? true,
		massUpdateSupported: row.massUpdateSupported ?? true,
		status: 'visible',
		sequence,
		nameField: row.nameField,
		systemDuplicateField: row.systemDuplicateField ?? null,
		parentModule: row.parentModule ?? null,
		modifiedTime: null,
		modifiedBy: null,
		fields: row.fields.map((field) => buildField(field, newId, null)),
		layouts: (row.layouts ?? [{ name: 'Standard' }]).map((layout) =>
			buildLayout(layout, row, newId),
		),
		relatedLists: (row.relatedLists ?? []).map((list) => ({
			id: newId(),
			apiName: list.apiName,
			label: list.label,
			module: list.module,
			lookup: list.lookup ?? null,
		})),
		customViews: (row.views ?? []).map((view) => buildView(view, newId)),
	};
}

export function buildModule(row: ModuleRow, newId: NewId, sequence: number): ModuleData {
	return { schema: buildSchema(row, newId, sequence), store: emptyStore() };
}

/** The modules every simulated org starts with, by API name, empty; ids come from the org. */
export function standardModules(newId: NewId): Map<string, ModuleData> {
	const rows = [
		...[leads, contacts, accounts, deals, products],
		...[tasks, events, calls, notes, activities],
		...[subscriptions, lineItems],
	];
	return new Map(
		rows.map((row, index) => [row.apiName, buildModule(row, newId, index + 1)] as const),
	);
}
