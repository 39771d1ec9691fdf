import { RECORDS_PER_WRITE } from './limits';
import type { CallName } from './prices';
import { creditsFor } from './prices';

/** What a job costs beside its creation: the upload of its file, one look at it, and its result. */
export const jobOverhead = (): number =>
	creditsFor('bulkWrite.upload').credits +
	creditsFor('bulkWrite.status').credits +
	creditsFor('bulkWrite.result').credits;

export const jobPrice = (): number => creditsFor('bulkWrite.create').credits + jobOverhead();

/** What rows cost that go out 100 a call. */
export function batchPrice(rows: number, call: CallName): number {
	const full = Math.floor(rows / RECORDS_PER_WRITE);
	const rest = rows % RECORDS_PER_WRITE;
	return (
		full * creditsFor(call, RECORDS_PER_WRITE).credits +
		(rest > 0 ? creditsFor(call, rest).credits : 0)
	);
}

/** Whether rows are cheaper by batch than by one job. At the same price the batch is done at once. */
export const batchIsCheaper = (rows: number, call: CallName): boolean =>
	batchPrice(rows, call) <= jobPrice();

/** The most rows that are cheaper by batch. */
export function breakEven(call: CallName): number {
	let rows = 0;
	while (batchIsCheaper(rows + RECORDS_PER_WRITE, call)) rows += RECORDS_PER_WRITE;
	while (batchIsCheaper(rows + 1, call)) rows++;
	return rows;
}
