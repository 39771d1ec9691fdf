import type { IExecuteFunctions } from 'n8n-workflow';

import type { FieldMeta } from '../shared/core/fieldMeta';
import { reasonOf, shownValue } from '../shared/core/jsonValue';
import type { NotWritten } from '../shared/core/outcome';
import { refuse } from '../shared/core/outcome';
import type { Row, ZohoRecord } from '../shared/core/row';
import { fileRows, readTable } from './fileSource';
import type { FileTable } from './fileSource';
import type { ImportParameters } from './importParameters';

/** The rows to import; `index` of a row is its place in the list. */
export interface ImportSource {
	rows: Array<Row | NotWritten>;
	/** The files they came from, one for each input item; null where every input item is a row. */
	files: FileTable[] | null;
}

/**
 * Opens what is to be imported, before anything is asked of Zoho.
 * @throws ZohoStop `refused` for a file that cannot be read
 */
export async function openFiles(
	ctx: IExecuteFunctions,
	parameters: ImportParameters,
): Promise<FileTable[] | null> {
	if (parameters.rowsFrom === 'item' || parameters.rowsFrom === 'json') return null;
	const files: FileTable[] = [];
	let from = 0;
	for (let item = 0; item < ctx.getInputData().length; item++) {
		const table = await readTable(ctx, parameters, item, from);
		files.push(table);
		from += table.lines.length;
	}
	return files;
}

/** @throws ZohoStop `refused` for a column that goes into no field */
export function rowsOf(
	ctx: IExecuteFunctions,
	parameters: ImportParameters,
	files: FileTable[] | null,
	fields: ReadonlyMap<string, FieldMeta>,
): ImportSource {
	if (files) return { rows: files.flatMap((file) => fileRows(file, parameters, fields)), files };
	const rows = ctx.getInputData().map(({ json }, index) => {
		try {
			return shapeRow(index, recordOf(ctx, parameters, json, index));
		} catch (error) {
			return refuse('ROW_NOT_READ', `The record of this row could not be made: ${reasonOf(error)}`);
		}
	});
	return { rows, files: null };
}

function recordOf(
	ctx: IExecuteFunctions,
	{ rowsFrom }: ImportParameters,
	json: ZohoRecord,
	index: number,
): unknown {
	if (rowsFrom === 'item') return json;
	const given: unknown = ctx.getNodeParameter('recordJson', index);
	return typeof given === 'string' ? JSON.parse(given) : given;
}

function shapeRow(index: number, made: unknown): Row | NotWritten {
	if (typeof made === 'object' && made !== null && !Array.isArray(made))
		return { index, record: made as ZohoRecord };
	const shown = shownValue(made);
	return refuse('NOT_A_RECORD', `A record is an object of field names and values, not ${shown}`);
}
