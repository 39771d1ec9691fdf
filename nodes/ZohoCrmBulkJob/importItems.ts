import type { IDataObject } from 'n8n-workflow';

import { fieldOf } from '../shared/core/batchOutcome';
import type { JobMark } from '../shared/core/bulkJob';
import type { NotWritten, RowOutcome, Written } from '../shared/core/outcome';
import { isFailure } from '../shared/core/outcome';
import type { FinishedItem } from './finishing';

/** The JSON of a row that has come to its end, without `credits`: as Batch Upsert has it, plus `job` and `route`. */
export function rowJson(
	outcome: RowOutcome,
	{ id, row, state }: JobMark,
	input: unknown,
	includeInput: boolean,
): IDataObject {
	const job = { kind: 'import', id, row, state };
	const byJob = id !== null || (outcome.outcome === 'planned' && outcome.byJob === true);
	const route = byJob ? 'bulk' : 'batch';
	const extra = includeInput ? { input } : {};
	switch (outcome.outcome) {
		case 'planned':
			return { outcome: 'planned', call: outcome.call, route, ...extra } as IDataObject;
		case 'written':
			return { ...writtenJson(outcome), route, job, ...extra } as IDataObject;
		default:
			return { row, ...failedJson(outcome), route, job, input } as IDataObject;
	}
}

function writtenJson(outcome: Written): Record<string, unknown> {
	const { id, action, code, message, details, duplicateField, confirmedBy } = outcome;
	return {
		id,
		action,
		status: 'success',
		code,
		message,
		duplicateField,
		details,
		outcome: 'written',
		...(confirmedBy ? { confirmedBy } : {}),
	};
}

function failedJson({ outcome, code, message, reason, details }: NotWritten) {
	return { outcome, status: 'error', field: fieldOf(details), code, message, reason, details };
}

const COUNTED = ['planned', 'refused', 'notSent', 'unknown', 'still running'];

/** What became of the rows, of items and of files: `38 rows written, 2 refused.` */
export function rowsSentence(items: readonly FinishedItem[]): string {
	const count = (outcome: string) =>
		items.reduce((sum, { json }) => sum + rowsIn(json, outcome), 0);
	const others = COUNTED.map((outcome) => [outcome, count(outcome)] as const);
	const written = ['written', count('written')] as const;
	const [[first, rows], ...more] = [written, ...others].filter(
		([outcome, number]) => number > 0 || (outcome === 'written' && count('planned') === 0),
	);
	const rest = more.map(([outcome, number]) => `, ${number} ${outcome}`).join('');
	return `${rows} row${rows === 1 ? '' : 's'} ${first}${rest}.`;
}

/** How many rows of an item came to that end: a file is many, any other item is one. */
function rowsIn(json: IDataObject, outcome: string): number {
	if (typeof json.rows === 'number') return Number(json[outcome] ?? 0);
	const { state } = (json.job ?? {}) as { state?: unknown };
	return Number((json.outcome ?? state) === outcome);
}

/** A row's end as an item. */
export function finishedRow(
	outcome: RowOutcome,
	mark: JobMark,
	input: unknown,
	includeInput: boolean,
): FinishedItem {
	return {
		json: rowJson(outcome, mark, input, includeInput),
		failed: isFailure(outcome),
		reason: isFailure(outcome) ? outcome.reason : null,
		outcome,
	};
}
