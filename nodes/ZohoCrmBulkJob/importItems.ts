import type { IDataObject } from 'n8n-workflow';

import { fieldOf } from '../shared/core/batchOutcome';
import type { JobMark } from '../shared/core/bulkJob';
import type { RowOutcome } from '../shared/core/outcome';
import { isFailure } from '../shared/core/outcome';
import type { FinishedItem } from './finishing';

/** The JSON of a row that has come to its end, without `credits`: as Batch Upsert has it, plus `job` and `route`. */
export function rowJson(
	outcome: RowOutcome,
	mark: JobMark,
	input: unknown,
	includeInput: boolean,
): IDataObject {
	const { id, row, state } = mark;
	const job = { kind: 'import', id, row, state };
	const route = id === null ? 'batch' : 'bulk';
	return jsonOf(outcome, { job, route, input, includeInput }) as IDataObject;
}

interface Around {
	job: { kind: string; id: string | null; row: number; state: string };
	route: 'batch' | 'bulk';
	input: unknown;
	includeInput: boolean;
}

function jsonOf(outcome: RowOutcome, around: Around): Record<string, unknown> {
	const { job, route, input, includeInput } = around;
	const extra = includeInput ? { input } : {};
	if (outcome.outcome === 'planned')
		return { outcome: 'planned', call: outcome.call, route, ...extra };
	if (outcome.outcome === 'written') {
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
			route,
			job,
			...extra,
		};
	}
	const { code, message, details, reason } = outcome;
	return {
		row: job.row,
		outcome: outcome.outcome,
		status: 'error',
		field: fieldOf(details),
		code,
		message,
		reason,
		details,
		route,
		job,
		input,
	};
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
