/** What our checks and forms read of one field's metadata (https://www.zoho.com/crm/developer/docs/api/v8/field-meta.html). */
export interface FieldMeta {
	apiName: string;
	label: string;
	/** Zoho's `data_type`: `text`, `picklist`, `lookup`, `subform` … */
	dataType: string;
	length: number | null;
	readOnly: boolean;
	mandatory: boolean;
	unique: boolean;
	/** Marked as an External ID field. */
	external: boolean;
	visible: boolean;
	picklist: Array<{ label: string; value: string }>;
	/** API name of the module a lookup points at, or of the one that holds a subform's rows. */
	module: string | null;
}

/** What our lists read of one module's metadata (https://www.zoho.com/crm/developer/docs/api/v8/modules-api.html). */
export interface ModuleMeta {
	apiName: string;
	label: string;
	apiSupported: boolean;
	creatable: boolean;
	editable: boolean;
	deletable: boolean;
	visible: boolean;
	generatedType: string;
}
