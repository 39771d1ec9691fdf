import type { RecordStore } from './recordStore';

/** The data types of Zoho's field metadata that the simulator knows (v8 `data_type`). */
export type FieldType =
	| 'text'
	| 'textarea'
	| 'email'
	| 'phone'
	| 'website'
	| 'integer'
	| 'bigint'
	| 'double'
	| 'currency'
	| 'percent'
	| 'boolean'
	| 'date'
	| 'datetime'
	| 'picklist'
	| 'multiselectpicklist'
	| 'lookup'
	| 'ownerlookup'
	| 'userlookup'
	| 'subform'
	| 'formula'
	| 'autonumber';

export interface PicklistValue {
	id: string;
	displayValue: string;
	actualValue: string;
	sequence: number;
}

export interface FieldSchema {
	id: string;
	apiName: string;
	label: string;
	type: FieldType;
	/** Characters of a text, digits of a number; rows of a subform. */
	length: number;
	decimalPlaces: number | null;
	systemMandatory: boolean;
	unique: { caseSensitive: boolean } | null;
	/** `user`: an External ID field marked by a user, which is unique as well. */
	external: { type: 'user' | 'org' } | null;
	custom: boolean;
	/** Filled by the system or a formula: what a client sends for it is ignored. */
	readOnly: boolean;
	picklist: PicklistValue[];
	/** API name of the module a lookup points at, or of the module that holds a subform's rows. */
	linkedModule: string | null;
	formula: { returnType: string; expression: string; parts: string[] } | null;
	autoNumber: { prefix: string; start: number } | null;
	searchable: boolean;
	visible: boolean;
	createdTime: string | null;
	modifiedTime: string | null;
}

export interface LayoutField {
	apiName: string;
	required: boolean;
	/** The subset of picklist values this layout offers; null: all. */
	values: string[] | null;
}

export interface LayoutSchema {
	id: string;
	name: string;
	apiName: string;
	createdTime: string | null;
	modifiedTime: string | null;
	sections: Array<{ id: string; name: string; apiName: string; fields: LayoutField[] }>;
}

export interface RelatedListSchema {
	id: string;
	apiName: string;
	label: string;
	module: string;
	/** Lookup of `module` that points back; null for notes, attachments and the like. */
	lookup: string | null;
}

/** A custom view's condition, in the shape of the custom views metadata. */
export type ViewCriteria =
	| { field: string; comparator: string; value: unknown }
	| { groupOperator: 'and' | 'or'; group: ViewCriteria[] };

export interface CustomViewSchema {
	id: string;
	name: string;
	systemName: string | null;
	isDefault: boolean;
	criteria: ViewCriteria | null;
	fields: string[];
	sortBy: string;
	sortOrder: 'asc' | 'desc';
	createdTime: string | null;
	modifiedTime: string | null;
}

export interface ModuleSchema {
	id: string;
	apiName: string;
	singular: string;
	plural: string;
	generatedType: 'default' | 'custom' | 'subform';
	/** False: listed in the modules metadata, but not to be read or written (`Activities`). */
	apiSupported: boolean;
	upsertSupported: boolean;
	massUpdateSupported: boolean;
	status: 'visible' | 'user_hidden';
	sequence: number;
	nameField: string;
	/** The field that upsert checks when nothing is listed (facts §3.3); null where upsert is not supported. */
	systemDuplicateField: string | null;
	/** API name of the module whose records carry these rows, for a subform. */
	parentModule: string | null;
	/** Null until someone changes the module: Zoho shows null for system modules never touched (facts §5.1). */
	modifiedTime: string | null;
	modifiedBy: string | null;
	fields: FieldSchema[];
	layouts: LayoutSchema[];
	relatedLists: RelatedListSchema[];
	customViews: CustomViewSchema[];
}

export function fieldOf(schema: ModuleSchema, apiName: string): FieldSchema | undefined {
	return schema.fields.find((field) => field.apiName === apiName);
}

/** Text written by people, in which words, names and numbers are looked for. */
export const textTypes: ReadonlySet<FieldType> = new Set([
	'text',
	'textarea',
	'email',
	'phone',
	'website',
	'picklist',
	'autonumber',
]);

export const numberTypes: ReadonlySet<FieldType> = new Set([
	'integer',
	'double',
	'currency',
	'percent',
]);

export const referenceTypes: ReadonlySet<FieldType> = new Set([
	'lookup',
	'ownerlookup',
	'userlookup',
]);

/** A module of one org: what it looks like and what it holds. */
export interface ModuleData {
	schema: ModuleSchema;
	store: RecordStore;
}

/** What a lookup names that may point into several modules; the record says which one in `$se_module`. */
export const SE_MODULE = 'se_module';

/** The module that holds a record, whichever it is: ids are unique in an org. */
export function moduleHolding(
	modules: Map<string, ModuleData>,
	id: unknown,
): ModuleData | undefined {
	if (typeof id !== 'string') return undefined;
	return [...modules.values()].find(({ store }) => store.records.has(id));
}

/** API names are matched in any case, as Zoho does with the module in a path. */
export function moduleNamed(
	modules: Map<string, ModuleData>,
	apiName: string,
): ModuleData | undefined {
	const exact = modules.get(apiName);
	if (exact) return exact;
	const wanted = apiName.toLowerCase();
	return [...modules.values()].find((module) => module.schema.apiName.toLowerCase() === wanted);
}
