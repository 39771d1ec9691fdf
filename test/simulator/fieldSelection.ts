import type { FieldSelection } from './channels';
import { isObject } from './recordBody';
import { invalidData, mandatoryMissing, recordError, wrongType } from './recordErrors';
import type { RecordError } from './recordErrors';
import { fieldOf, type ModuleData, type ModuleSchema } from './schema';

/** Objects in one group and fields in all (v7 enable page). */
const GROUP_LIMIT = 2;
export const FIELDS_LIMIT = 10;

type Named = { api_name?: unknown; id?: unknown };

const missing = (apiName: string, path: string) =>
	recordError('EXPECTED_FIELD_MISSING', 'One of the expected field is missing', {
		expected_fields: ['api_name', 'id'].map((name) => ({
			api_name: name,
			json_path: `${path}.${name}`,
		})),
		api_name: apiName,
		json_path: path,
	});

const ambiguous = (apiName: string, path: string) =>
	recordError('AMBIGUITY_DURING_PROCESSING', 'Ambiguity while processing the request', {
		ambiguity_due_to: ['api_name', 'id'].map((name) => ({
			api_name: name,
			json_path: `${path}.${name}`,
		})),
		api_name: apiName,
		json_path: path,
	});

/** The one of `known` that `{ api_name, id }` means: either of the two, and both of one thing. */
export function meant<T extends { apiName: string; id: string }>(
	known: T[],
	{ api_name: apiName, id }: Named,
	at: { name: string; path: string },
): T | RecordError {
	if (apiName === undefined && id === undefined) return missing(at.name, at.path);
	const byName = known.find((one) => one.apiName === apiName);
	const byId = known.find((one) => one.id === id);
	if (apiName !== undefined && !byName) {
		return invalidData({ api_name: 'api_name', json_path: `${at.path}.api_name` });
	}
	if (id !== undefined && !byId) return invalidData({ api_name: 'id', json_path: `${at.path}.id` });
	if (byName && byId && byName !== byId) return ambiguous(at.name, at.path);
	return (byName ?? byId)!;
}

function groupIn(
	module: ModuleData,
	raw: Record<string, unknown>,
	path: string,
): FieldSelection | RecordError {
	const { group_operator: operator, group } = raw;
	if (operator !== 'and' && operator !== 'or') {
		const details = { supported_values: ['and', 'or'], api_name: 'group_operator' };
		return invalidData({ ...details, json_path: `${path}.group_operator` });
	}
	if (!Array.isArray(group)) return wrongType('group', `${path}.group`, 'jsonarray');
	if (group.length > GROUP_LIMIT || group.length === 0) {
		const limit = group.length === 0 ? { minimum_length: 1 } : { maximum_length: GROUP_LIMIT };
		return invalidData({ ...limit, api_name: 'group', json_path: `${path}.group` });
	}
	const parts: FieldSelection[] = [];
	for (const [index, part] of group.entries()) {
		const read = selectionIn(module, part, `${path}.group[${index}]`);
		if ('code' in read) return read;
		parts.push(read);
	}
	return { operator, group: parts };
}

export function selectionIn(
	module: ModuleData,
	raw: unknown,
	path: string,
): FieldSelection | RecordError {
	if (!isObject(raw)) return wrongType('field_selection', path, 'jsonobject');
	if ('group' in raw || 'group_operator' in raw) return groupIn(module, raw, path);
	if (raw.field === undefined) return mandatoryMissing('field', `${path}.field`);
	if (!isObject(raw.field)) return wrongType('field', `${path}.field`, 'jsonobject');
	const at = { name: 'field', path: `${path}.field` };
	const field = meant(module.schema.fields, raw.field, at);
	return 'code' in field ? field : { field: field.apiName };
}

/** Fields named in a selection, each as often as it stands there. */
export function fieldsIn(selection: FieldSelection): string[] {
	return 'field' in selection ? [selection.field] : selection.group.flatMap(fieldsIn);
}

/** Whether an edit that changed these fields passes. */
export function selects(selection: FieldSelection, changed: ReadonlySet<string>): boolean {
	if ('field' in selection) return changed.has(selection.field);
	const passes = (one: FieldSelection) => selects(one, changed);
	return selection.operator === 'and'
		? selection.group.every(passes)
		: selection.group.some(passes);
}

/** A selection as the list of channels shows it. */
export function selectionView(schema: ModuleSchema, selection: FieldSelection): unknown {
	if ('field' in selection) {
		const id = fieldOf(schema, selection.field)?.id ?? null;
		return { field: { api_name: selection.field, id } };
	}
	const group = selection.group.map((part) => selectionView(schema, part));
	return { group_operator: selection.operator, group };
}
