import { barredFromBulk, cellText } from './bulkCell';
import type { FieldMeta } from './fieldMeta';
import { shownValue } from './jsonValue';
import type { NotWritten } from './outcome';
import { refuse } from './outcome';
import type { Row, ZohoRecord } from './row';
import type { RowCheckOptions } from './rowCheck';
import { checkRow } from './rowCheck';

export type BulkWrite = 'insert' | 'update' | 'upsert';

export interface BulkRowOptions {
	write: BulkWrite;
	/** The field by which records are found; null where nothing is looked for. */
	findBy: string | null;
	/** Fields that an empty cell empties. */
	clear: ReadonlySet<string>;
	/** Lookups that are found by another field than the record ID. */
	lookups: ReadonlyMap<string, string>;
	/** Refuse rows of an upsert that have nothing in the field to find by. */
	refuseEmptyKey: boolean;
	fields: ReadonlyMap<string, FieldMeta>;
	check: RowCheckOptions;
}

/**
 * Brings a row into the form in which it can be imported, or refuses it before a credit is spent. Empty cells and
 * missing keys leave the record as it is, so they are taken out; `null` stays where clearing was asked for.
 */
export function checkBulkRow(row: Row, options: BulkRowOptions): Row | NotWritten {
	const record = filledIn(row.record, options);
	const unfit = unfitField(record, options) ?? unfitKey(record, options);
	if (unfit) return unfit;
	const checked = checkRow({ index: row.index, record }, options.check);
	if ('outcome' in checked) return checked;
	const hasValues = Object.keys(checked.record).some((name) => name !== options.findBy);
	if (!hasValues) return refuse('EMPTY_RECORD', 'The row has nothing to write');
	return unfitCell(checked.record, options) ?? checked;
}

/** Made in one go, which keeps a field called `__proto__` a field. */
function filledIn(record: ZohoRecord, { fields, clear }: BulkRowOptions): ZohoRecord {
	const cells = Object.entries(record).flatMap(([name, value]): Array<[string, unknown]> => {
		const field = fields.get(name);
		if (!isEmpty(value)) return [[name, field ? inItsType(value, field) : value]];
		return clear.has(name) ? [[name, null]] : [];
	});
	return Object.fromEntries(cells);
}

const isEmpty = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	(typeof value === 'string' && value.trim() === '') ||
	(Array.isArray(value) && value.length === 0);

/** Text of a CSV in the type that the checks, and the records API, want. */
function inItsType(value: unknown, { dataType }: FieldMeta): unknown {
	if (typeof value !== 'string' || dataType !== 'multiselectpicklist') return value;
	return value
		.split(';')
		.map((each) => each.trim())
		.filter((each) => each !== '');
}

/** Keys that mean something to the records API alone. */
const NO_FIELDS = /^(\$.*|Tag|Record_Image)$/;

function unfitField(record: ZohoRecord, { fields }: BulkRowOptions): NotWritten | undefined {
	for (const name of Object.keys(record)) {
		const field = fields.get(name);
		const why = NO_FIELDS.test(name)
			? 'it is no field that a file can fill'
			: field && name !== 'id'
				? barredFromBulk(field)
				: undefined;
		if (why === undefined) continue;
		return refuse(
			'NOT_IN_BULK',
			`'${field?.label ?? name}' (${name}) cannot be imported by a bulk job: ${why}. Leave it out, or use Batch Upsert`,
			{ api_name: name },
		);
	}
	return undefined;
}

function unfitKey(record: ZohoRecord, options: BulkRowOptions): NotWritten | undefined {
	const { write, findBy, refuseEmptyKey } = options;
	if (findBy === null) return undefined;
	const key = record[findBy];
	if (typeof key === 'number' && findBy === 'id') {
		return refuse(
			'ID_IS_A_NUMBER',
			`The record ID ${key} is a number; JavaScript does not keep 18 or 19 digits exactly. Keep ids as text (in quotes) where they come from`,
			{ api_name: 'id' },
		);
	}
	const needed = write === 'update' || (write === 'upsert' && refuseEmptyKey);
	if (!needed || !isEmpty(key)) return undefined;
	return refuse(
		'KEY_MISSING',
		`The row has nothing in ${findBy}, the field to find records by${write === 'upsert' ? ', so every run would make a new record of it' : ''}`,
		{ api_name: findBy },
	);
}

function unfitCell(record: ZohoRecord, { fields }: BulkRowOptions): NotWritten | undefined {
	for (const [name, value] of Object.entries(record)) {
		if (cellText(value, fields.get(name)) !== undefined) continue;
		return refuse(
			'NOT_IN_A_CELL',
			`${name} holds ${shownValue(value)}, which is no text for a cell of a file`,
			{ api_name: name },
		);
	}
	return undefined;
}

/** A checked row as the records API takes it, for rows that go out by batch. */
export function batchRecord(
	record: ZohoRecord,
	fields: ReadonlyMap<string, FieldMeta>,
): ZohoRecord {
	return Object.fromEntries(
		Object.entries(record).map(([name, value]) => [name, apiValue(value, fields.get(name))]),
	);
}

const NUMBERS = new Set(['integer', 'double', 'currency', 'percent', 'decimal']);
const LOOKUPS = new Set(['lookup', 'ownerlookup', 'userlookup']);

function apiValue(value: unknown, field: FieldMeta | undefined): unknown {
	if (typeof value !== 'string' || !field) return value;
	const { dataType } = field;
	if (NUMBERS.has(dataType) && /^-?\d+(\.\d+)?$/.test(value.trim())) return Number(value);
	if (dataType === 'boolean' && /^(true|false)$/i.test(value.trim()))
		return value.trim().toLowerCase() === 'true';
	return LOOKUPS.has(dataType) ? { id: value.trim() } : value;
}
