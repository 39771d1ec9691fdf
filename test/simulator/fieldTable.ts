import type { FieldType } from './schema';

/** One row of a module's field table; the schema is built from it with ids of the org. */
export interface FieldRow {
	apiName: string;
	label?: string;
	type: FieldType;
	length?: number;
	decimalPlaces?: number;
	mandatory?: boolean;
	unique?: boolean;
	external?: 'user' | 'org';
	custom?: boolean;
	readOnly?: boolean;
	values?: string[];
	linkedModule?: string;
	formula?: { returnType: string; expression: string; parts: string[] };
	autoNumber?: { prefix: string; start: number };
	searchable?: boolean;
}

export interface LayoutRow {
	name: string;
	/** Fields that only this layout demands. */
	required?: string[];
	/** Fields left out of this layout. */
	without?: string[];
	/** Picklist field → the values this layout offers. */
	values?: Record<string, string[]>;
}

export interface ViewRow {
	name: string;
	systemName?: string;
	criteria?: { field: string; comparator: string; value: unknown };
	fields: string[];
}

export interface ModuleRow {
	apiName: string;
	singular: string;
	plural: string;
	generatedType?: 'default' | 'custom' | 'subform';
	apiSupported?: boolean;
	upsertSupported?: boolean;
	massUpdateSupported?: boolean;
	nameField: string;
	systemDuplicateField?: string;
	parentModule?: string;
	fields: FieldRow[];
	layouts?: LayoutRow[];
	relatedLists?: Array<{ apiName: string; label: string; module: string; lookup?: string }>;
	views?: ViewRow[];
}

type Options = Omit<FieldRow, 'apiName' | 'type'>;

/** Lengths are Zoho's defaults for the type; a table gives its own where Zoho's field differs. */
const defaultLength: Record<FieldType, number> = {
	text: 255,
	textarea: 32000,
	email: 100,
	phone: 30,
	website: 450,
	integer: 9,
	bigint: 18,
	double: 16,
	currency: 16,
	percent: 5,
	boolean: 5,
	date: 20,
	datetime: 40,
	picklist: 120,
	multiselectpicklist: 2000,
	lookup: 120,
	ownerlookup: 120,
	userlookup: 120,
	subform: 200,
	formula: 16,
	autonumber: 255,
};

export function field(type: FieldType, apiName: string, options: Options = {}): FieldRow {
	return { length: defaultLength[type], ...options, type, apiName };
}

export const text = (apiName: string, length = 255, options: Options = {}) =>
	field('text', apiName, { ...options, length });

export const picklist = (apiName: string, values: string[], options: Options = {}) =>
	field('picklist', apiName, { ...options, values });

export const lookup = (apiName: string, linkedModule: string, options: Options = {}) =>
	field('lookup', apiName, { ...options, linkedModule });

/** The fields that Zoho gives every module. */
export const systemFields: FieldRow[] = [
	field('ownerlookup', 'Owner'),
	field('userlookup', 'Created_By', { readOnly: true }),
	field('userlookup', 'Modified_By', { readOnly: true }),
	field('datetime', 'Created_Time', { readOnly: true }),
	field('datetime', 'Modified_Time', { readOnly: true }),
	field('datetime', 'Last_Activity_Time', { readOnly: true }),
];
