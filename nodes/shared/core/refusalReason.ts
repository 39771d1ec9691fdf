import get from 'lodash/get';

import { isObject } from './isObject';
import type { ZohoRecord } from './row';

/** Zoho's own words on one record. */
export interface Said {
	code: string;
	message: string;
	details: Record<string, unknown>;
}

/**
 * A sentence for a person that names field, value and rule, from an error entry of a write
 * (https://www.zoho.com/crm/developer/docs/api/v8/insert-records.html, "Possible Errors").
 * @param record what was sent for the row; null when the values did not stand in the row
 * @param labels names of fields as Zoho shows them, by API name
 */
export function reasonFor(
	said: Said,
	record: ZohoRecord | null,
	labels?: ReadonlyMap<string, string>,
): string {
	const inner = Array.isArray(said.details.errors) ? said.details.errors.filter(isObject) : [];
	if (inner.length > 0) {
		return inner.map((error) => reasonFor(saidIn(error, said), record, labels)).join('; ');
	}
	return [
		`${said.code}: ${said.message || 'Zoho gave no message'}`,
		...fieldText(said.details, record, labels),
		...ruleTexts(said),
	].join(' · ');
}

const saidIn = (error: Record<string, unknown>, around: Said): Said => ({
	code: typeof error.code === 'string' ? error.code : around.code,
	message: typeof error.message === 'string' ? error.message : '',
	details: isObject(error.details) ? error.details : {},
});

/** The field by its place in the record, which tells the row of a subform, and what was sent there. */
function fieldText(
	details: Record<string, unknown>,
	record: ZohoRecord | null,
	labels?: ReadonlyMap<string, string>,
): string[] {
	const { api_name: name, json_path: path } = details;
	const inRecord = typeof path === 'string' ? /^\$\.data\[\d+\]\.(.+)$/.exec(path)?.[1] : undefined;
	const place = inRecord ?? (typeof name === 'string' ? name : undefined);
	if (place === undefined) return [];
	if (record === null) return [`field ${place}`];
	// A lookup given by name has no id to show: then the whole lookup is.
	const [whole] = place.split(/[.[]/);
	const inSubform = subformPlace(details);
	if (inSubform === undefined)
		return [`field ${place}${valueText(get(record, place) ?? record[whole])}`];
	const { field, row, cell } = inSubform;
	const where = `'${labels?.get(field) ?? field}' row ${row}`;
	return [`${where}${cell === null ? '' : `, field ${cell}`}${valueText(get(record, place))}`];
}

/**
 * Where in a subform an error stands, by Zoho's `json_path` (`$.data[3].Line_Items[1].Quantity`) or by our own checks.
 * @returns the subform, its row counted from 1, and the field in that row; undefined for any other error
 */
export function subformPlace(
	details: Record<string, unknown>,
): { field: string; row: number; cell: string | null } | undefined {
	const { json_path: path, parent_api_name: parent, subform_row: row, api_name: name } = details;
	if (typeof row === 'number' && typeof parent === 'string')
		return { field: parent, row, cell: typeof name === 'string' ? name : null };
	const [, field, at, cell] =
		/^\$\.data\[\d+\]\.(\w+)\[(\d+)\](?:\.(.+))?$/.exec(typeof path === 'string' ? path : '') ?? [];
	return field === undefined ? undefined : { field, row: Number(at) + 1, cell: cell ?? null };
}

function valueText(value: unknown): string {
	if (value === undefined) return ' (not given)';
	const text = JSON.stringify(value) ?? String(value);
	return ` = ${text.length > 80 ? `${text.slice(0, 80)}…` : text}`;
}

/** What each key of Zoho's details says about the rule that was broken. */
const RULES: Record<string, (detail: unknown) => string> = {
	expected_data_type: (type) => `Zoho expects ${textOf(type)}`,
	maximum_length: (length) => `at most ${textOf(length)} characters`,
	limit: (limit) => `at most ${textOf(limit)}`,
	supported_values: (values) => `allowed: ${JSON.stringify(values)}`,
	regex: (regex) => `must match ${textOf(regex)}`,
	dependee: (field) => `goes with field ${textOf(field)}`,
	layout_rule: (rule) => `layout rule ${textOf(rule)}`,
	ambiguity_due_to: (causes) => `unclear because of ${textOf(causes)}`,
	dependency_error: (error) => `the service behind it said ${textOf(error)}`,
};

function ruleTexts({ code, details }: Said): string[] {
	const texts = Object.keys(RULES)
		.filter((key) => details[key] !== undefined && details[key] !== null)
		.map((key) => RULES[key](details[key]));
	const id = isObject(details.duplicate_record) ? details.duplicate_record.id : details.id;
	if (id === undefined || id === null) return texts;
	if (code !== 'DUPLICATE_DATA') return [...texts, `id ${textOf(id)}`];
	const more = details.more_records === true ? ' and others' : '';
	return [...texts, `existing record ${textOf(id)}${more}`];
}

/** The name of what Zoho points at, in whichever form it does. */
function textOf(value: unknown): string {
	if (Array.isArray(value)) return value.map(textOf).join(', ');
	if (!isObject(value)) return String(value);
	const name = value.api_name ?? value.name ?? value.code;
	return typeof name === 'string' ? name : JSON.stringify(value);
}
