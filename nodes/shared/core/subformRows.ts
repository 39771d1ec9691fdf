import type { FieldMeta } from './fieldMeta';
import { mustBeFilled } from './fieldMeta';
import { isObject } from './isObject';
import { shownValue } from './jsonValue';
import { nearestKey } from './nearestName';
import { refuse } from './outcome';
import type { NotWritten } from './outcome';
import type { ZohoRecord } from './row';
import type { CheckedValue, ValueCheckOptions } from './valueCheck';
import { checkValue } from './valueCheck';

export interface SubformCheckOptions extends ValueCheckOptions {
	/** Subforms may be emptied by an empty list. */
	emptySubforms: boolean;
	unknownFields: 'refuse' | 'drop';
	/** By subform field: the fields of its rows, where they are known. */
	subforms: ReadonlyMap<string, ReadonlyMap<string, FieldMeta>>;
}

/** Keys of a row that are no fields: `_delete` beside an id takes the row away (api/v8/update-subforms.html). */
const isCell = (name: string): boolean =>
	name !== 'id' && name !== '_delete' && !name.startsWith('$');

/**
 * Checks a subform's rows cell by cell. A refusal names the subform as Zoho shows it, and the row counted from 1. Rows
 * without an id are new ones; their mandatory cells must be filled.
 */
export function checkSubform(
	field: FieldMeta,
	value: unknown,
	options: SubformCheckOptions,
): CheckedValue {
	if (value === undefined) return { value };
	if (value === null || (Array.isArray(value) && value.length === 0))
		return options.emptySubforms ? { value: [] } : { refusal: wouldBeEmptied(field) };
	if (!Array.isArray(value)) return { refusal: notRows(field) };
	const rows: ZohoRecord[] = [];
	for (const [at, given] of value.entries()) {
		const row = checkCells(given, options.subforms.get(field.apiName), options);
		if ('refusal' in row) return { refusal: inRow(field, at, row.refusal) };
		rows.push(row.cells);
	}
	return { value: rows };
}

function checkCells(
	given: unknown,
	known: ReadonlyMap<string, FieldMeta> | undefined,
	options: SubformCheckOptions,
): { cells: ZohoRecord } | { refusal: NotWritten } {
	if (!isObject(given))
		return {
			refusal: refuse('INVALID_DATA', `${shownValue(given)} is no row of fields and values`),
		};
	const badId = checkRowId(given.id);
	if (badId) return { refusal: badId };
	const cells: ZohoRecord = {};
	for (const [name, value] of Object.entries(given)) {
		const cell = known?.get(name);
		if (known && !cell && isCell(name)) {
			if (options.unknownFields === 'drop') continue;
			return { refusal: unknownCell(name, known) };
		}
		const checked = checkValue(name, value, cell, options);
		if ('refusal' in checked) return checked;
		cells[name] = checked.value;
	}
	const missing = cells.id === undefined ? missingCell(cells, known) : undefined;
	return missing ? { refusal: missing } : { cells };
}

function checkRowId(id: unknown): NotWritten | undefined {
	if (id === undefined || (typeof id === 'string' && /^\d{1,19}$/.test(id))) return undefined;
	const why = typeof id === 'number' ? 'a number, which does not keep its digits' : 'no record ID';
	return refuse(
		'ID_NOT_VALID',
		`id ${shownValue(id)} is ${why}: give the row's ID as text, or leave it out for a new row`,
		{
			api_name: 'id',
		},
	);
}

function unknownCell(name: string, known: ReadonlyMap<string, FieldMeta>): NotWritten {
	const near = nearestKey(name, known);
	return refuse(
		'UNKNOWN_FIELD',
		`the subform has no field ${name}.${near ? ` Did you mean ${near}?` : ''} Zoho would ignore it without a word`,
		{ api_name: name, ...(near ? { nearest: near } : {}) },
	);
}

function missingCell(
	cells: ZohoRecord,
	known: ReadonlyMap<string, FieldMeta> | undefined,
): NotWritten | undefined {
	for (const cell of known?.values() ?? []) {
		const { apiName, label } = cell;
		if (!mustBeFilled(cell) || (cells[apiName] ?? '') !== '') continue;
		return refuse('MANDATORY_NOT_FOUND', `'${label}' (${apiName}) must be filled in a new row`, {
			api_name: apiName,
		});
	}
	return undefined;
}

/** `parent_api_name` is what Zoho itself calls the field around the faulty one. */
const inRow = (
	{ label, apiName }: FieldMeta,
	at: number,
	{ code, reason, details }: NotWritten,
): NotWritten =>
	refuse(code, `'${label}' row ${at + 1}: ${reason}`, {
		...details,
		parent_api_name: apiName,
		subform_row: at + 1,
	});

const wouldBeEmptied = ({ apiName }: FieldMeta): NotWritten =>
	refuse(
		'SUBFORM_WOULD_BE_EMPTIED',
		`${apiName} is an empty list, which deletes all rows of this subform in Zoho. Leave the field out, or ` +
			"switch on the option 'Allow Emptying Subforms'",
		{ api_name: apiName },
	);

const notRows = ({ label, apiName }: FieldMeta): NotWritten =>
	refuse(
		'INVALID_DATA',
		`'${label}' (${apiName}) needs a list of rows such as [{ "Field": "value" }]; rows with an id are changed, rows without one are new`,
		{ api_name: apiName, expected_data_type: 'jsonarray' },
	);
