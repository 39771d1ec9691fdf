import type { IExecuteFunctions } from 'n8n-workflow';

import type { CsvTable } from '../shared/core/csvSplit';
import type { FieldMeta } from '../shared/core/fieldMeta';
import { nearestKey } from '../shared/core/nearestName';
import type { Row } from '../shared/core/row';
import { inputFile } from '../shared/ui/inputFile';
import { ZohoStop } from '../shared/zoho/stop';
import { tableIn } from './fileBytes';
import type { ImportParameters } from './importParameters';

/** A file of rows, one for each input item. */
export interface FileTable extends CsvTable {
	/** Number of its first row among all rows of the run. */
	from: number;
	/** Where its item holds it; null for text, which is put there before the execution sleeps. */
	binary: string | null;
	/** The text it came as, where it did. */
	text: string;
	/** API name of the field that each column goes into; null for a column that is left out. */
	columns: Array<string | null>;
}

/** @throws ZohoStop `refused` for a file that is not there or cannot be read */
export async function readTable(
	ctx: IExecuteFunctions,
	{ rowsFrom }: ImportParameters,
	item: number,
	from: number,
): Promise<FileTable> {
	if (rowsFrom === 'csv') {
		const text = String(ctx.getNodeParameter('csvText', item, '') ?? '');
		const table = await tableIn(Buffer.from(text), `The text of item ${item}`);
		return { ...table, from, binary: null, text, columns: [] };
	}
	const binary = ctx.getNodeParameter('binaryField', item, 'data') as string;
	const found = inputFile(ctx, item, binary);
	if ('fix' in found) throw noFile(item, binary, found.fix);
	const bytes = await ctx.helpers.getBinaryDataBuffer(item, binary);
	const table = await tableIn(bytes, found.file.fileName ?? `The file of item ${item}`);
	return { ...table, from, binary, text: '', columns: [] };
}

const noFile = (item: number, field: string, fix: string): ZohoStop =>
	new ZohoStop(
		'refused',
		`'Input Binary Field': item ${item} has no file in '${field}'`,
		`${fix} Nothing was sent.`,
	);

/**
 * The rows of a file as records. Columns go by 'Columns', else by the API name or label of a field.
 * @throws ZohoStop `refused` for a column that is none, unless such columns are left out
 */
export function fileRows(
	file: FileTable,
	parameters: ImportParameters,
	fields: ReadonlyMap<string, FieldMeta>,
): Row[] {
	file.columns = file.header.map((name) => fieldFor(name, parameters, fields));
	demandDistinct(file);
	return file.lines.map((line, at) => ({
		index: file.from + at,
		record: Object.fromEntries(
			file.columns.flatMap((column, place) =>
				column === null ? [] : [[column, line[place] ?? ''] as const],
			),
		),
	}));
}

function fieldFor(
	name: string,
	{ columnMap, module, options }: ImportParameters,
	fields: ReadonlyMap<string, FieldMeta>,
): string | null {
	const chosen = columnMap.get(name);
	if (chosen !== undefined) return chosen === '' ? null : chosen;
	if (name === '') return null;
	if (fields.has(name) || name === 'id' || fields.size === 0) return name;
	const wanted = name.toLowerCase();
	const labelled = [...fields.values()].filter(
		({ label, apiName }) => label.toLowerCase() === wanted || apiName.toLowerCase() === wanted,
	);
	if (labelled.length === 1) return labelled[0].apiName;
	if (options.unknownFields === 'drop') return null;
	const near = nearestKey(name, fields);
	throw new ZohoStop(
		'refused',
		`The column ${JSON.stringify(name)} goes into no field of ${module}`,
		`Nothing was sent. Say its field under 'Columns'${near ? ` (${near}?)` : ''}, or set the option 'Fields Zoho Does Not Know' to Leave Out.`,
	);
}

function demandDistinct({ columns, header }: FileTable): void {
	const at = columns.findIndex((name, place) => name !== null && columns.indexOf(name) !== place);
	if (at < 0) return;
	throw new ZohoStop(
		'refused',
		`Two columns, ${header[columns.indexOf(columns[at])]} and ${header[at]}, go into the field ${columns[at] ?? ''}`,
		"Nothing was sent. Leave one of them out under 'Columns', with an empty field.",
	);
}
