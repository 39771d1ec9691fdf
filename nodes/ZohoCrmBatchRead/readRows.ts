import type { IExecuteFunctions } from 'n8n-workflow';

import { reasonOf } from '../shared/core/jsonValue';
import { refuse } from '../shared/core/outcome';
import { notFound } from '../shared/core/readOutcome';
import type { Miss } from '../shared/core/readOutcome';
import type { ZohoRecord } from '../shared/core/row';
import { inOrder } from '../shared/zoho/inOrder';
import type { ZohoStop } from '../shared/zoho/stop';
import { stopFrom } from '../shared/zoho/stop';
import type { Answer, ReadResult } from './answers';
import { missFor } from './answers';

/** One call's worth of work: some rows that are asked for together. */
export interface RowCall {
	/** Input items, ascending. */
	rows: number[];
	/** What each row gets, in the order of `rows`, and what the call cost. */
	run(): Promise<{ found: ZohoRecord[][]; cost: number }>;
}

/**
 * The value of a parameter for each input item; an expression that fails for one item refuses that row alone.
 * @returns by input item
 */
export function valuesByRow<T>(
	ctx: IExecuteFunctions,
	parameter: string,
	shape: (value: unknown) => T | Miss,
): Array<T | Miss> {
	return ctx.getInputData().map((_, item) => {
		try {
			return shape(ctx.getNodeParameter(parameter, item));
		} catch (error) {
			return refuse('ROW_NOT_READ', `The value of this row could not be made: ${reasonOf(error)}`);
		}
	});
}

export const isMiss = (value: unknown): value is Miss =>
	typeof value === 'object' && value !== null && 'outcome' in value;

/** The input items that ask for each value, ascending; rows that were refused ask for nothing. */
export function rowsByText<T>(
	values: ReadonlyArray<T | Miss>,
	textOf: (value: T) => string,
): Map<string, number[]> {
	const rowsOf = new Map<string, number[]>();
	for (const [row, value] of values.entries()) {
		if (isMiss(value)) continue;
		const rows = rowsOf.get(textOf(value));
		if (rows) rows.push(row);
		else rowsOf.set(textOf(value), [row]);
	}
	return rowsOf;
}

/** Rows that are not asked for, and why. */
export const refusedIn = (values: readonly unknown[]): Map<number, Miss> =>
	new Map([...values.entries()].filter((entry): entry is [number, Miss] => isMiss(entry[1])));

/**
 * Runs the calls and gives every input item its answer, in input order.
 * @param missing what to say of a row for which there is no record
 */
export async function answerRows(
	refused: ReadonlyMap<number, Miss>,
	calls: readonly RowCall[],
	parallel: number,
	missing: (row: number) => string,
): Promise<ReadResult> {
	const answers = new Map<number, Answer>();
	for (const [row, miss] of refused) answers.set(row, answerOf(row, [], miss));
	let stop: ZohoStop | null = null;
	const run = async ({ rows, run: read }: RowCall) => {
		try {
			const { found, cost } = await read();
			rows.forEach((row, at) => {
				const miss = found[at].length > 0 ? null : notFound(missing(row));
				answers.set(row, answerOf(row, found[at], miss, at === 0 ? cost : 0));
			});
		} catch (error) {
			stop ??= stopFrom(error);
		}
	};
	const planned = calls.map((call) => ({ ...call, after: [] }));
	await inOrder(planned, parallel, run, () => stop !== null);
	const early = stop as ZohoStop | null;
	if (early) {
		for (const row of calls.flatMap(({ rows }) => rows))
			if (!answers.has(row)) answers.set(row, answerOf(row, [], missFor(early)));
	}
	const inInputOrder = [...answers].sort(([a], [b]) => a - b).map(([, answer]) => answer);
	return { answers: inInputOrder, stop: early };
}

function answerOf(row: number, records: ZohoRecord[], miss: Miss | null, cost = 0): Answer {
	return {
		items: [row],
		records: records.map((record, at) => ({ record, cost: at === 0 ? cost : 0 })),
		miss,
		missCost: records.length > 0 ? 0 : cost,
		extra: {},
	};
}
