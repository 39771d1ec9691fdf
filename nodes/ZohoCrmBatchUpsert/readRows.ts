import type { IExecuteFunctions } from 'n8n-workflow';

import { externalValue } from '../shared/core/externalIds';
import { reasonOf, shownValue } from '../shared/core/jsonValue';
import type { NotWritten } from '../shared/core/outcome';
import { refuse } from '../shared/core/outcome';
import type { Row, ZohoRecord } from '../shared/core/row';
import type { Options } from './readOptions';
import type { Parameters } from './readParameters';

/** One row per input item; an expression that fails for one item refuses that row alone. */
export function readRows(ctx: IExecuteFunctions, parameters: Parameters): Array<Row | NotWritten> {
	return ctx.getInputData().map((item, index) => {
		try {
			return shapeRow(index, recordOf(ctx, parameters, item.json, index), parameters);
		} catch (error) {
			return refuse('ROW_NOT_READ', `The record of this row could not be made: ${reasonOf(error)}`);
		}
	});
}

function recordOf(
	ctx: IExecuteFunctions,
	{ operation, recordsFrom, options }: Parameters,
	json: ZohoRecord,
	index: number,
): unknown {
	if (operation === 'delete' || operation === 'massUpdate') {
		const given = ctx.getNodeParameter('recordId', index);
		if (operation === 'massUpdate' || options.externalId === '') return { id: given };
		return { [options.externalId]: isEmpty(given) ? json[options.externalId] : given };
	}
	if (recordsFrom === 'item') return json;
	if (recordsFrom === 'json') {
		const given: unknown = ctx.getNodeParameter('recordJson', index);
		return typeof given === 'string' ? JSON.parse(given) : given;
	}
	const mapped = readMapper(ctx, index);
	return Object.fromEntries(Object.entries(mapped).filter(([, cell]) => cell !== undefined));
}

/** n8n brings values to the types of the mapper's fields only under this name (n8n-core `validate-value-against-schema.ts`). */
const readMapper = (ctx: IExecuteFunctions, index: number): ZohoRecord =>
	(ctx.getNodeParameter('columns.value', index, {}) as ZohoRecord | null) ?? {};

function shapeRow(
	index: number,
	made: unknown,
	{ operation, options }: Parameters,
): Row | NotWritten {
	if (typeof made !== 'object' || made === null || Array.isArray(made)) {
		return refuse(
			'NOT_A_RECORD',
			`A record is an object of field names and values, not ${shownValue(made)}`,
		);
	}
	const { id, fields } = apart(made as ZohoRecord);
	if (options.externalId && (operation === 'update' || operation === 'delete'))
		return externalRow(index, fields, operation, options);
	const idRefused = checkId(id, operation);
	if (idRefused) return idRefused;
	// A new record among known ones has an empty cell there, which Zoho would take for an id.
	const record: ZohoRecord = isEmpty(id) ? fields : { id: String(id).trim(), ...fields };
	if (Object.keys(record).length === 0) return refuse('EMPTY_RECORD', 'The record has no fields');
	const writesRecord = operation !== 'delete' && operation !== 'massUpdate';
	return { index, record: writesRecord ? withExtras(record, options) : record };
}

/** A record without an id is not copied: nobody changes it on its way to Zoho. */
function apart(made: ZohoRecord): { id?: unknown; fields: ZohoRecord } {
	if (!Object.hasOwn(made, 'id')) return { fields: made };
	const { id, ...fields } = made;
	return { id, fields };
}

/** A row whose External ID field stands for its record ID: under X-EXTERNAL Zoho looks at no other. */
function externalRow(
	index: number,
	fields: ZohoRecord,
	operation: 'update' | 'delete',
	options: Options,
): Row | NotWritten {
	const { externalId } = options;
	const value = externalValue(fields[externalId], externalId, operation === 'delete');
	if (typeof value !== 'string') return value;
	if (operation === 'delete') return { index, record: { [externalId]: value } };
	const record = { ...fields, [externalId]: value };
	if (Object.keys(record).length === 1)
		return refuse('EMPTY_RECORD', `The record has no fields beside ${externalId}`);
	return { index, record: withExtras(record, options) };
}

/** With what the options add to a record that does not say it itself. */
function withExtras(record: ZohoRecord, { layout, appendTo }: Options): ZohoRecord {
	if (!layout && appendTo.length === 0) return record;
	const extra: ZohoRecord = {};
	if (layout && record.Layout === undefined) extra.Layout = { id: layout };
	const added = appendTo.filter((field) => record[field] !== undefined);
	if (added.length && record.$append_values === undefined)
		extra.$append_values = Object.fromEntries(added.map((field) => [field, true]));
	return { ...record, ...extra };
}

const isEmpty = (id: unknown): boolean =>
	id === undefined || id === null || (typeof id === 'string' && id.trim() === '');

/** Operations that find a record by its ID alone, and what to say when there is none. */
const NO_ID: Partial<Record<Parameters['operation'], string>> = {
	delete: "'Record ID' is empty",
	massUpdate: "'Record ID' is empty",
	update:
		"The record has no 'id', by which Update finds it; 'Create or Update' also finds records by other fields",
};

function checkId(id: unknown, operation: Parameters['operation']): NotWritten | undefined {
	if (isEmpty(id)) {
		const why = NO_ID[operation];
		return why === undefined ? undefined : refuse('ID_MISSING', why, { api_name: 'id' });
	}
	if (typeof id === 'number') {
		return refuse(
			'ID_IS_A_NUMBER',
			`The record ID ${id} is a number; JavaScript does not keep 18 or 19 digits exactly. Keep ids as text (in quotes) where they come from`,
			{ api_name: 'id' },
		);
	}
	if (typeof id === 'string' && /^\d{1,19}$/.test(id.trim())) return undefined;
	return refuse(
		'ID_NOT_VALID',
		`The record ID ${shownValue(id)} is not a number of up to 19 digits in text form`,
		{ api_name: 'id' },
	);
}
