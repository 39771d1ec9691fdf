import type { IDataObject } from 'n8n-workflow';

import type { JobMark, JobStatus } from '../shared/core/bulkJob';
import { withMark, withoutMark } from '../shared/core/bulkJob';
import type { ExportMark } from '../shared/core/exportMark';
import type { ZohoStop } from '../shared/zoho/stop';
import { asObject, textOf } from '../shared/zoho/readBody';
import type { ExportPlan } from './exportPlanning';
import type { StoredCsv } from './exportFile';
import type { FinishedItem, WaitingItem } from './finishing';

/** The item of a finished export. */
export function exportedItem(
	{ file, tally }: StoredCsv,
	told: { module: string; route: string; counted: number | null; binaryField: string },
	more: IDataObject,
): FinishedItem {
	const { module, route, counted, binaryField } = told;
	const json: IDataObject = {
		outcome: 'exported',
		module,
		rows: tally.rows,
		counted,
		route,
		fileName: file.fileName,
		...(tally.repeated > 0 ? { repeated: tally.repeated } : {}),
		...more,
	};
	return { json, binary: { [binaryField]: file }, failed: false, reason: null };
}

/** What a plan says of the item that it became. */
export const toldOf = ({ wish, counted, choice }: ExportPlan) => ({
	module: wish.module,
	route: choice.route,
	counted,
	binaryField: wish.binaryField,
});

/** The input item as it was before it was put to sleep. */
export const inputOf = (json: IDataObject): IDataObject => withoutMark(json) as IDataObject;

/** The item that waits for its jobs, and is what n8n passes on when the time is over. */
export const waitingItem = (input: WaitingItem, mark: JobMark): WaitingItem => ({
	json: withMark(input.json, mark) as IDataObject,
	...(input.binary ? { binary: input.binary } : {}),
});

/** The mark of an item, `ids` as far as they are known now. */
export const markWith = (mark: JobMark, more: Partial<JobMark>): IDataObject =>
	({ ...mark, ...more }) as unknown as IDataObject;

/** An item of an export that came to nothing: nothing is lost, the records are still in Zoho. */
export function failedItem(
	{ json }: WaitingItem,
	mark: JobMark | undefined,
	outcome: 'failed' | 'notSent' | 'unknown',
	why: { code: string; message: string; details: unknown; reason: string },
): FinishedItem {
	return {
		json: {
			outcome,
			code: why.code,
			message: why.message,
			details: why.details as IDataObject,
			reason: why.reason,
			...(mark ? { job: markWith(mark, {}) } : {}),
			input: inputOf(json),
		},
		failed: true,
		reason: why.reason,
	};
}

/** What ended the work on an item, in the words of its row. */
export const whyOf = (stop: ZohoStop) => ({
	code: stop.said?.code ?? stop.reason.toUpperCase(),
	message: stop.said?.message ?? stop.message,
	details: stop.said?.details ?? {},
	reason: `${stop.message}. ${stop.fix}`,
});

/** Zoho's words for a job that ended in FAILURE, whole. */
export function failureOf(id: string, { state, view }: JobStatus) {
	const result = asObject(view.result) ?? {};
	const error = asObject(result.error_message) ?? result;
	const code = textOf(error, 'code') ?? state;
	const message = textOf(error, 'message') ?? '';
	return {
		code,
		message,
		details: error.details ?? view,
		reason: `The job ${id} ended in ${state}: ${code} ${message}. Run the Export again.`,
	};
}

/** What of an export a mark says, for a job that is known by its id only. */
export const nameOfJob = (exported: ExportMark | undefined, view: unknown): string =>
	exported?.module ?? textOf(asObject(asObject(view)?.query)?.module, 'api_name') ?? 'records';
