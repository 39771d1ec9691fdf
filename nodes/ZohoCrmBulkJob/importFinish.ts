import type { JobMark } from '../shared/core/bulkJob';
import { jobsOf, markOf, withoutMark } from '../shared/core/bulkJob';
import type { ResultByKey } from '../shared/core/resultCsv';
import { finishFile } from './fileFinish';
import type { FinishedItem, Finishing, WaitingItem } from './finishing';
import { finishedRow } from './importItems';
import type { JobResult } from './jobResults';
import { fetchResults, outcomeIn } from './jobResults';

/**
 * Turns waiting items of an Import into what became of them, one for each, in order: rows by the results of their jobs,
 * files as a summary. Rows of jobs that are still running stay as they are.
 * @throws ZohoStop, when `strict`, for a result that cannot be fetched
 */
export async function finishImport(
	finishing: Finishing,
	items: readonly WaitingItem[],
): Promise<FinishedItem[]> {
	const marks = items.map(({ json }) => markOf(json));
	const ids = [...new Set(marks.flatMap((mark) => (mark ? jobsOf(mark) : [])))];
	const results = await fetchResults(finishing, ids);
	const read = new Map<string, Map<string, ResultByKey>>();
	const finished: FinishedItem[] = [];
	for (const [at, item] of items.entries()) {
		const mark = marks[at];
		if (!mark) finished.push({ json: item.json, failed: false, reason: null });
		else if (mark.file) finished.push(await finishFile(finishing, item, mark, results));
		else finished.push(finishRow(finishing, item, mark, results, read));
	}
	return finished;
}

function finishRow(
	{ includeInput, statuses }: Finishing,
	{ json }: WaitingItem,
	mark: JobMark,
	results: ReadonlyMap<string, JobResult>,
	read: Map<string, Map<string, ResultByKey>>,
): FinishedItem {
	const input = withoutMark(json);
	if (mark.settled) return finishedRow(mark.settled, mark, input, includeInput);
	if (mark.id === null || mark.state !== 'still running')
		return { json, failed: json.outcome !== 'written', reason: null };
	const result = results.get(mark.id);
	if (!result) return stillRunning(json, mark);
	const ofJob = read.get(mark.id) ?? new Map<string, ResultByKey>();
	read.set(mark.id, ofJob);
	const state = statuses.get(mark.id)?.stage ?? mark.state;
	return finishedRow(
		outcomeIn(result, mark.key ?? [], ofJob),
		{ ...mark, state },
		input,
		includeInput,
	);
}

/** Never called a failure (public report R110); the job's id tells how to go on. */
export const stillRunning = (json: WaitingItem['json'], { id }: JobMark): FinishedItem => ({
	json,
	failed: true,
	reason: `The job ${id ?? ''} is still running; get its result later with 'Get Result'`,
});
