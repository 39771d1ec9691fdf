import type { IDataObject } from 'n8n-workflow';

import type { JobMark } from '../shared/core/bulkJob';
import { isFailure } from '../shared/core/outcome';
import { outcomeOfResult } from '../shared/core/resultCsv';
import type { FinishedItem, Finishing, WaitingItem } from './finishing';
import { stillRunning } from './importFinish';
import { rowJson } from './importItems';
import { fetchResults } from './jobResults';

/** The rows of an import's result for an item that names nothing but the job: one item each, with the three columns that Zoho gives back. */
export async function resultRows(
	finishing: Finishing,
	{ json }: WaitingItem,
	mark: JobMark,
): Promise<FinishedItem[]> {
	const id = mark.id ?? '';
	const result = (await fetchResults(finishing, [id])).get(id);
	if (!result) return [stillRunning(json, mark)];
	const { rows, headers, rest } = result;
	const state = finishing.statuses.get(id)?.stage ?? 'still running';
	if (rows === null) {
		const ended = rowJson(rest, { ...mark, state }, json, true);
		return [{ json: ended, failed: true, reason: rest.reason, outcome: rest }];
	}
	return rows.map(({ columns, row }, at) => {
		const outcome = outcomeOfResult(row, headers);
		const place = { ...mark, row: at, state };
		return {
			json: { ...rowJson(outcome, place, columns, true), columns } as IDataObject,
			failed: isFailure(outcome),
			reason: isFailure(outcome) ? outcome.reason : null,
			outcome,
		};
	});
}
