import { cellValue } from './bulkCells';
import type { Mapping } from './bulkMapping';
import type { WritePlan } from './bulkWritePlan';
import type { RecordInput } from './recordCheck';

/** One fault of a row: a code and the column it is about. */
export interface RowFault {
	code: string;
	header: string;
}

/** A row of the file as a record to write. */
export interface RowInput {
	input: RecordInput;
	id: string | undefined;
	faults: RowFault[];
}

/** What a fault calls a field: the header of its column, or its name where it has none. */
export function headerOf({ mappings, table }: WritePlan, apiName: string): string {
	const index = mappings.find((mapping) => mapping.apiName === apiName)?.index;
	return index === undefined ? apiName : table.header[index];
}

export function cellOf({ index }: Mapping, row: string[]): string {
	return index === undefined ? '' : (row[index] ?? '').trim();
}

function readInto(read: RowInput, plan: WritePlan, mapping: Mapping, row: string[]) {
	const { field, apiName, defaultValue } = mapping;
	const cell = cellOf(mapping, row);
	const text = cell === '' && defaultValue !== undefined ? String(defaultValue) : cell;
	if (apiName === 'id') read.id = text || undefined;
	if (field === null) return;
	if (text === '') {
		if (!plan.ignoreEmpty) read.input[apiName] = null;
		return;
	}
	const value = cellValue(plan.org, field, mapping, text);
	if (value) read.input[apiName] = value.value;
	else read.faults.push({ code: 'INVALID_DATA', header: headerOf(plan, apiName) });
}

/** Reads a row by the job's mappings. Empty cells are left out or empty their fields, as the job has it. */
export function readRow(plan: WritePlan, row: string[]): RowInput {
	const read: RowInput = { input: {}, id: undefined, faults: [] };
	for (const mapping of plan.mappings) readInto(read, plan, mapping, row);
	return read;
}
