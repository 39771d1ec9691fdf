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

/** Parts of a record that no metadata need list among its fields. */
const BESIDE_FIELDS = new Set(['id', 'Layout', 'Owner', 'Record_Image', 'Tag']);

/** Whether a key of a record is the name of a field, which the metadata of its module then has. */
export const isFieldName = (name: string): boolean =>
	!BESIDE_FIELDS.has(name) && !name.startsWith('$');

/** Whether a new record must have something in the field. */
export const mustBeFilled = ({ mandatory, readOnly, visible }: FieldMeta): boolean =>
	mandatory && !readOnly && visible;

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
