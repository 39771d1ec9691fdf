import type { IDataObject } from 'n8n-workflow';
import countBy from 'lodash/countBy';

import type { FileMark, JobMark } from '../shared/core/bulkJob';
import { jobsOf, withoutMark } from '../shared/core/bulkJob';
import { fieldOf } from '../shared/core/batchOutcome';
import type { CsvTable } from '../shared/core/csvSplit';
import type { RowOutcome } from '../shared/core/outcome';
import type { ResultByKey } from '../shared/core/resultCsv';
import { stringify } from '../shared/vendor';
import { bytesOf, tableIn } from './fileBytes';
import type { FinishedItem, Finishing, WaitingItem } from './finishing';
import { stillRunning } from './importFinish';
import type { JobResult } from './jobResults';
import { outcomeIn } from './jobResults';

/** The end of one row of a file, as far as the summary tells it. */
interface RowEnd {
	row: number;
	outcome: string;
	action: string | null;
	code: string;
	field: string | null;
	reason: string;
}

/** How many failed rows the summary names itself; the CSV holds all. */
const NAMED = 20;

/** An imported file as its summary: counts, the first failed rows, and all of them as a CSV that can be mended and imported again. */
export async function finishFile(
	finishing: Finishing,
	item: WaitingItem,
	mark: JobMark,
	results: ReadonlyMap<string, JobResult>,
): Promise<FinishedItem> {
	const { file } = mark;
	const source = file && item.binary?.[file.binary];
	if (!file || !source)
		return { json: item.json, failed: item.json.outcome !== 'written', reason: null };
	const ofJobs = jobsOf(mark).map((id) => results.get(id));
	if (ofJobs.includes(undefined)) return stillRunning(item.json, mark);
	const table = await tableIn(await bytesOf(finishing.ctx, source), 'The imported file');
	const ends = endsOf(table, file, ofJobs as JobResult[]);
	const failed = ends.filter(({ outcome }) => outcome !== 'written' && outcome !== 'planned');
	const json = {
		...(finishing.includeInput ? { input: withoutMark(item.json) } : {}),
		...summaryOf(ends, failed, file.from),
		job: {
			kind: 'import',
			id: mark.id,
			ids: jobsOf(mark),
			row: mark.row,
			state: stateOf(finishing, mark),
		},
	} as unknown as IDataObject;
	const reason =
		failed.length > 0 ? `${failed.length} of ${ends.length} rows: ${failed[0].reason}` : null;
	if (failed.length === 0) return { json, failed: false, reason };
	const csv = Buffer.from(failedCsv(table, file.from, failed));
	const data = await finishing.ctx.helpers.prepareBinaryData(csv, 'failed-rows.csv', 'text/csv');
	return { json, binary: { data }, failed: true, reason };
}

function stateOf({ statuses }: Finishing, mark: JobMark): string {
	const stages = jobsOf(mark).map((id) => statuses.get(id)?.stage);
	if (stages.length === 0) return 'no job';
	return stages.includes('failed') ? 'failed' : 'completed';
}

function endsOf(table: CsvTable, file: FileMark, results: readonly JobResult[]): RowEnd[] {
	const settled = new Map(file.failed.map((end) => [end.row, end]));
	const places = file.keyColumns.map((name) => table.header.indexOf(name));
	const read = results.map(() => new Map<string, ResultByKey>());
	const isIn = (ranges: FileMark['written'], row: number) =>
		ranges.some(([from, to]) => row >= from && row < to);
	return table.lines.map((line, at) => {
		const row = file.from + at;
		const own = settled.get(row);
		if (own) return { ...own, action: null, field: null };
		if (isIn(file.written, row)) return endOf(row, 'written');
		if (isIn(file.planned ?? [], row)) return endOf(row, 'planned');
		const made = `${file.keyPrefix}${row + 1}`;
		const key = places.length > 0 ? places.map((place) => line[place] ?? '') : [made];
		const outcomes = results.map((result, job) => outcomeIn(result, key, read[job]));
		// One job has the row; the others do not know it.
		return endFrom(row, outcomes.find(isTold) ?? outcomes[0]);
	});
}

const isTold = (outcome: RowOutcome): boolean =>
	!('code' in outcome && outcome.code === 'NOT_IN_RESULT');

const endOf = (row: number, outcome: string): RowEnd => ({
	row,
	outcome,
	action: null,
	code: '',
	field: null,
	reason: '',
});

function endFrom(row: number, outcome: RowOutcome): RowEnd {
	if (outcome.outcome === 'planned') return endOf(row, 'planned');
	const { code } = outcome;
	if (outcome.outcome === 'written')
		return { ...endOf(row, 'written'), action: outcome.action, code };
	const { details, reason } = outcome;
	return { row, outcome: outcome.outcome, action: null, code, field: fieldOf(details), reason };
}

function summaryOf(
	ends: readonly RowEnd[],
	failed: readonly RowEnd[],
	from: number,
): Record<string, unknown> {
	const written = ends.filter(({ outcome }) => outcome === 'written').length;
	const planned = ends.some(({ outcome }) => outcome === 'planned');
	const all = failed.length === 0 ? 'written' : written > 0 ? 'partlyWritten' : 'notWritten';
	return {
		outcome: planned ? 'planned' : all,
		rows: ends.length,
		...{ written: 0, ...countBy(ends, 'outcome') },
		// Counted from 0 in the file, as the rows of items are.
		failedRows: failed.slice(0, NAMED).map((end) => ({ ...end, row: end.row - from })),
	};
}

/** The rows as they were, and behind them why each failed. */
function failedCsv({ header, lines }: CsvTable, from: number, failed: readonly RowEnd[]): string {
	const names = [...header, 'Row', 'Outcome', 'Code', 'Field', 'Reason'];
	const rows = failed.map(({ row, outcome, code, field, reason }) => {
		const cells = header.map((_, place) => lines[row - from]?.[place] ?? '');
		return [...cells, String(row - from + 1), outcome, code, field ?? '', reason];
	});
	return stringify([names, ...rows]);
}
