import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { fitBudget } from '../shared/core/fitBudget';
import type { NotWritten } from '../shared/core/outcome';
import { creditsFor } from '../shared/core/prices';
import type { Row } from '../shared/core/row';
import type { WriteCall } from '../shared/core/writePlan';
import type { BatchJob, BatchResult } from '../shared/zoho/batchWrite';
import { batchWrite, emptyResult } from '../shared/zoho/batchWrite';
import { notSentFor } from '../shared/zoho/notSent';
import { checkEnvironment } from '../shared/zoho/organization';
import { writeCall } from '../shared/zoho/records';
import { recoverRows } from '../shared/zoho/recoverWrite';
import type { Session } from '../shared/zoho/session';
import { openSession, spentBy } from '../shared/zoho/session';
import { ZohoStop, passOn } from '../shared/zoho/stop';
import { overRunCap } from '../shared/zoho/wordings';
import { finish } from './finish';
import { fieldsForCheck, planRun, prepareRows } from './prepare';
import type { Prepared } from './prepare';
import type { Parameters } from './readParameters';
import { readParameters } from './readParameters';
import { readRows } from './readRows';
import { openRunMemory } from './runMemory';

/**
 * Writes the input rows in batches. Two outputs, Success and Failed; every input item comes out once.
 * @throws NodeOperationError / NodeApiError with the credit report, by 'When Rows Fail'
 */
export async function batchUpsert(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	if (items.length === 0) return [[], []];
	const parameters = readParameters(this, items.length);
	const session = await openSession(this, {
		runCap: parameters.options.maxCredits,
		signal: this.getExecutionCancelSignal?.(),
	});
	const memory = openRunMemory(this, parameters);
	session.spends.push(...memory.spends);
	const result: BatchResult = { ...emptyResult(), outcomes: memory.outcomes, costs: memory.costs };
	try {
		await writeRows(this, session, parameters, result);
	} catch (error) {
		if (!(error instanceof ZohoStop)) throw passOn(error);
		result.stop ??= error;
	}
	return await finish(this, session, parameters, result, memory);
}

async function writeRows(
	ctx: IExecuteFunctions,
	session: Session,
	parameters: Parameters,
	result: BatchResult,
): Promise<void> {
	const fields = await fieldsForCheck(session, parameters);
	const prepared = prepareRows(readRows(ctx, parameters), parameters, fields, ctx.getTimezone());
	settleRefused(prepared.refused, result);
	const job: BatchJob = {
		operation: parameters.operation,
		module: parameters.module,
		extras: parameters.extras,
		values: parameters.values,
		keyFields: prepared.keyFields,
		parallel: parameters.options.parallel,
	};
	const { calls, settled } = planRun(
		[...prepared.rows.values()].filter(isOpen(result)),
		prepared,
		parameters,
	);
	settleRefused(settled, result);
	if (calls.length > 0 && !parameters.options.dryRun) await checkEnvironment(session);
	const late = parameters.options.dryRun ? [] : await settleUnknown(session, job, prepared, result);
	const planned = late.length > 0 ? [...calls, { rows: late, after: [] }] : calls;
	const affordable = fitRun(session, job, planned, result);
	if (parameters.options.dryRun) planOnly(affordable, result);
	else await batchWrite(session, job, affordable, result);
}

/** Rows without a final outcome from an earlier try. */
const isOpen = (result: BatchResult) => (row: Row) => !result.outcomes.has(row.index);

function settleRefused(refused: ReadonlyMap<number, NotWritten>, result: BatchResult): void {
	for (const [index, outcome] of refused)
		if (!result.outcomes.has(index)) result.outcomes.set(index, outcome);
}

/** Rows whose answer an earlier try lost are read back before anything else; returns those that did not arrive. */
async function settleUnknown(
	session: Session,
	job: BatchJob,
	prepared: Prepared,
	result: BatchResult,
): Promise<Row[]> {
	const unknown = [...prepared.rows.values()].filter(
		(row) => result.outcomes.get(row.index)?.outcome === 'unknown',
	);
	if (unknown.length === 0) return [];
	const sentAt = Math.min(...unknown.map((row) => sentAtOf(result, row)));
	const again = await recoverRows(
		session,
		job,
		unknown,
		{ reason: 'in an earlier try', sentAt, mayResend: true },
		result,
	);
	for (const row of again) result.outcomes.delete(row.index);
	return again;
}

function sentAtOf(result: BatchResult, row: Row): number {
	const outcome = result.outcomes.get(row.index);
	return outcome?.outcome === 'unknown' ? (outcome.sentAt ?? 0) : 0;
}

/** Cuts the calls to 'Max Credits for This Run'; the rows left over are marked by `finish`. */
function fitRun(
	session: Session,
	job: BatchJob,
	calls: WriteCall[],
	result: BatchResult,
): WriteCall[] {
	if (session.runCap === null) return calls;
	const { name } = writeCall(job.operation, job.module, [], job.extras);
	const priceOf = (rows: number) => creditsFor(name, rows).credits;
	const fit = fitBudget(calls, session.runCap - spentBy(session), priceOf);
	if (fit.left.length > 0) {
		const next = priceOf(Math.min(fit.left.length, calls[0].rows.length));
		const planned = fit.calls.reduce(
			(total, call) => total + priceOf(call.rows.length),
			spentBy(session),
		);
		const stop = overRunCap(session.runCap, next, planned);
		for (const row of fit.left) result.outcomes.set(row.index, notSentFor(stop));
	}
	return fit.calls;
}

function planOnly(calls: readonly WriteCall[], result: BatchResult): void {
	calls.forEach(({ rows }, at) => {
		for (const row of rows) result.outcomes.set(row.index, { outcome: 'planned', call: at + 1 });
	});
}
