import type { IExecuteFunctions } from 'n8n-workflow';

import type { FieldMeta } from '../shared/core/fieldMeta';
import type { Row } from '../shared/core/row';
import type { ImportParameters } from './importParameters';

/** A file of rows, one for each input item. */
export interface FileTable {
	/** Number of its first row in the run. */
	from: number;
	header: string[];
	lines: string[][];
}

export async function readTable(
	_ctx: IExecuteFunctions,
	_parameters: ImportParameters,
	_item: number,
	_from: number,
): Promise<FileTable> {
	return await Promise.reject(new Error('Files are being built'));
}

export function fileRows(
	_file: FileTable,
	_parameters: ImportParameters,
	_fields: ReadonlyMap<string, FieldMeta>,
): Row[] {
	return [];
}
