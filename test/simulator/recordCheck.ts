import type { ExternalIds } from './externalIds';
import { isEmptyValue, parsePlainValue } from './fieldValues';
import { layoutNamedIn, placedIn } from './layoutRules';
import type { Org, User } from './org';
import { invalidData, mandatoryMissing, type RecordError } from './recordErrors';
import type { StoredRecord } from './recordStore';
import { lockErrors } from './recordLocks';
import { parseReference } from './referenceValues';
import { referenceTypes, type FieldSchema, type LayoutSchema, type ModuleData } from './schema';
import { tagNames } from './recordTags';
import { readSubform, type SubformRow } from './subformRows';

/** Who writes, when, through which API version and with which external ids. */
export interface Writer {
	org: Org;
	user: User;
	now: number;
	version: number;
	external: ExternalIds;
}

export type RecordInput = Record<string, unknown>;

/** What a record asks to be written, in stored form, and everything wrong with it. */
export interface CheckedRecord {
	values: Record<string, unknown>;
	layout: LayoutSchema;
	tags: string[] | null;
	errors: RecordError[];
}

interface Check {
	writer: Writer;
	module: ModuleData;
	existing: StoredRecord | undefined;
	layout: LayoutSchema;
	/** The layout was named in the record: its own mandatory fields and its own fields count. */
	layoutNamed: boolean;
	path: string;
	errors: RecordError[];
	/** `$se_module`: the module of the record that this one is for. */
	seModule: unknown;
}

/** Keys of a record that are no fields. */
const specialKeys = new Set(['id', 'Layout', 'Tag']);

function readField(field: FieldSchema, raw: unknown, check: Check): unknown {
	const { org, now, external } = check.writer;
	const jsonPath = `${check.path}.${field.apiName}`;
	if (field.type === 'subform') {
		const rows = (check.existing?.values[field.apiName] ?? []) as SubformRow[];
		const place = { org, now, external, jsonPath, subform: field };
		return readSubform(raw ?? [], rows, place, check.errors);
	}
	if (isEmptyValue(raw)) return field.type === 'boolean' ? false : null;
	if (referenceTypes.has(field.type)) {
		const place = { jsonPath, lookupPath: field.apiName, external, seModule: check.seModule };
		const found = parseReference(org, field, raw, place);
		if ('id' in found) return found.id;
		check.errors.push(found.error);
		return undefined;
	}
	const parsed = parsePlainValue(raw, field, org, check.layoutNamed ? check.layout : undefined);
	if ('value' in parsed) return parsed.value;
	check.errors.push(invalidData({ ...parsed.wrong, api_name: field.apiName, json_path: jsonPath }));
	return undefined;
}

/** `true` in `$append_values` adds to a multi-select instead of replacing it (upsert page). */
function appended(
	input: RecordInput,
	field: FieldSchema,
	value: unknown,
	before: unknown,
): unknown {
	const append = input.$append_values;
	const wanted =
		typeof append === 'object' &&
		append !== null &&
		(append as Record<string, unknown>)[field.apiName] === true;
	if (!wanted || !Array.isArray(value) || !Array.isArray(before)) return value;
	return [...new Set([...before, ...value])];
}

function mandatoryErrors(values: Record<string, unknown>, check: Check): RecordError[] {
	const { schema } = check.module;
	const demanded = schema.fields.filter(
		(field) =>
			!field.readOnly &&
			(field.systemMandatory ||
				(check.layoutNamed && placedIn(check.layout, field.apiName)?.required)),
	);
	const missing = demanded.filter((field) => {
		const untouched = !(field.apiName in values);
		if (check.existing && untouched) return false;
		// A value that is there but wrong has been answered already.
		return untouched || values[field.apiName] === null;
	});
	return missing.map((field) => mandatoryMissing(field.apiName, `${check.path}.${field.apiName}`));
}

function readFields(input: RecordInput, check: Check): Record<string, unknown> {
	const values: Record<string, unknown> = {};
	for (const [key, raw] of Object.entries(input)) {
		if (specialKeys.has(key) || key.startsWith('$')) continue;
		const field = check.module.schema.fields.find(({ apiName }) => apiName === key);
		if (!field) {
			if (check.writer.org.switches.unknownFieldInRecord === 'refused') {
				check.errors.push(invalidData({ api_name: key, json_path: `${check.path}.${key}` }));
			}
			continue;
		}
		if (field.readOnly) continue;
		if (check.layoutNamed && !placedIn(check.layout, key)) continue;
		const value = readField(field, raw, check);
		values[key] = appended(input, field, value, check.existing?.values[key]);
	}
	return values;
}

/**
 * Checks one record of an insert (no `existing`) or update by the rules of facts §3.6. Keys that are no field, and read-only
 * fields, are dropped without a word. Mandatory fields come first among the errors, then the fields in the record's own order.
 * @param path where the record stands in the request: `$.data[0]`
 */
export function checkRecord(
	writer: Writer,
	module: ModuleData,
	input: RecordInput,
	existing: StoredRecord | undefined,
	path: string,
): CheckedRecord {
	const named = layoutNamedIn(input, module);
	const current = module.schema.layouts.find((layout) => layout.id === existing?.layoutId);
	const layout = named ?? current ?? module.schema.layouts[0];
	const errors: RecordError[] = [];
	const check: Check = {
		...{ writer, module, existing, layout, layoutNamed: Boolean(named), path, errors },
		seModule: input.$se_module,
	};
	if (!isEmptyValue(input.Layout) && !named) {
		errors.push(invalidData({ api_name: 'Layout', json_path: `${path}.Layout` }));
	}
	const values = readFields(input, check);
	if (existing) errors.unshift(...lockErrors(writer.org, module, existing, { values, path }));
	const tags = tagNames(input, path, errors);
	return { values, layout, tags, errors: [...mandatoryErrors(values, check), ...errors] };
}
