import type { IExecuteFunctions } from 'n8n-workflow';

import { fitBudget } from '../shared/core/fitBudget';
import type { NotWritten } from '../shared/core/outcome';
import { overtakenRows } from '../shared/core/overtaken';
import { creditsFor } from '../shared/core/prices';
import type { RunPlan } from '../shared/core/report';
import type { Row, ZohoRecord } from '../shared/core/row';
import type { WriteCall } from '../shared/core/writePlan';
import type { BatchJob, BatchResult } from '../shared/zoho/batchWrite';
import { batchWrite } from '../shared/zoho/batchWrite';
import { notSentFor } from '../shared/zoho/notSent';
import { checkEnvironment } from '../shared/zoho/organization';
import { writeCall } from '../shared/zoho/records';
import { recoverRows } from '../shared/zoho/recoverWrite';
import type { Session } from '../shared/zoho/session';
import { spentBy } from '../shared/zoho/session';
import { overRunCap } from '../shared/zoho/wordings';
import { checkMatchingFields } from './checkMatchingFields';
import { dropStale } from './dropStale';
import { overheadOf, planOnly } from './dryRun';
import { fieldsForCheck } from './fieldsForCheck';
import { planRun, prepareRows, prepareValues } from './prepare';
import type { Prepared } from './prepare';
import type { Parameters } from './readParameters';
import { readRows } from './readRows';

/**
 * Gives every row its outcome, or none to those that a stopped run did not reach.
 * @returns the plan and its price, when it was only to plan
 * @throws ZohoStop when nothing further can succeed
 */
export async function writeRows(
	ctx: IExecuteFunctions,
	session: Session,
	parameters: Parameters,
	result: BatchResult,
): Promise<RunPlan | undefined> {
	const { dryRun } = parameters.options;
	const overhead = dryRun ? await overheadOf(session, parameters) : 0;
	const read = readRows(ctx, parameters);
	const fields = await fieldsForCheck(session, parameters, read);
	checkMatchingFields(parameters, fields);
	const prepared = prepareRows(read, parameters, fields, ctx.getTimezone());
	settle(prepared.refused, result);
	const values = prepareValues(parameters, fields, ctx.getTimezone());
	const job = jobOf(parameters, prepared, values);
	if (!dryRun && sendable(prepared, result).length > 0) {
		await checkEnvironment(session);
		await settleUnknown(session, job, prepared, result);
	}
	const calls = callsFor(prepared, parameters, result);
	const affordable = fitRun(session, job, calls, result, overhead);
	if (dryRun) return planOnly(job, affordable, overhead, result);
	await batchWrite(session, job, affordable, result);
	const sent = affordable.flatMap(({ rows }) => rows);
	await dropStale(session, parameters.module, fields, sent, result);
	return undefined;
}

/** The calls for rows that are still open; what is settled on the way gets its outcome. */
function callsFor(prepared: Prepared, parameters: Parameters, result: BatchResult): WriteCall[] {
	const all = [...prepared.rows.values()];
	const isOpen = ({ index }: Row) => !result.outcomes.has(index);
	if (!all.every(isOpen)) {
		// A retry: rows that were settled before still have their say about those with the same key.
		const isWritten = (index: number) => result.outcomes.get(index)?.outcome === 'written';
		settle(planRun(all, prepared, parameters).settled, result);
		if (parameters.operation !== 'insert')
			settle(overtakenRows(all, isWritten, prepared.keyFields), result);
	}
	const { calls, settled } = planRun(all.filter(isOpen), prepared, parameters);
	settle(settled, result);
	return calls;
}

const jobOf = (
	{ operation, module, extras, options }: Parameters,
	{ keyFields }: Prepared,
	values: ZohoRecord,
): BatchJob => ({ operation, module, extras, values, keyFields, parallel: options.parallel });

function settle(settled: ReadonlyMap<number, NotWritten>, result: BatchResult): void {
	for (const [index, outcome] of settled)
		if (!result.outcomes.has(index)) result.outcomes.set(index, outcome);
}

const isUnknown = (result: BatchResult, { index }: Row): boolean =>
	result.outcomes.get(index)?.outcome === 'unknown';

/** Rows that no earlier try settled for good. */
const sendable = (prepared: Prepared, result: BatchResult): Row[] =>
	[...prepared.rows.values()].filter(
		(row) => !result.outcomes.has(row.index) || isUnknown(result, row),
	);

/** Rows whose answer an earlier try lost are read back before anything else; those that did not arrive are open again. */
async function settleUnknown(
	session: Session,
	job: BatchJob,
	prepared: Prepared,
	result: BatchResult,
): Promise<void> {
	const bySending = new Map<number, Row[]>();
	for (const row of prepared.rows.values()) {
		if (!isUnknown(result, row)) continue;
		const sentAt = sentAtOf(result, row);
		bySending.set(sentAt, [...(bySending.get(sentAt) ?? []), row]);
	}
	for (const [sentAt, rows] of bySending) {
		const loss = { reason: "an earlier try lost Zoho's answer", sentAt, mayResend: true };
		const again = await recoverRows(session, job, rows, loss, result);
		for (const { index } of again) result.outcomes.delete(index);
	}
}

function sentAtOf(result: BatchResult, row: Row): number {
	const outcome = result.outcomes.get(row.index);
	return outcome?.outcome === 'unknown' ? (outcome.sentAt ?? 0) : 0;
}

/** Cuts the calls to 'Max Credits for This Run' and settles the rows left over. */
function fitRun(
	session: Session,
	job: BatchJob,
	calls: WriteCall[],
	result: BatchResult,
	overhead: number,
): WriteCall[] {
	if (session.runCap === null || calls.length === 0) return calls;
	const { name } = writeCall(job.operation, job.module, [], job.extras);
	const priceOf = (rows: number) => creditsFor(name, rows).credits;
	const spent = spentBy(session) + overhead;
	const fit = fitBudget(calls, session.runCap - spent, priceOf);
	if (fit.left.length > 0) {
		const next = priceOf(Math.min(fit.left.length, calls[0].rows.length));
		const planned = fit.calls.reduce((total, call) => total + priceOf(call.rows.length), spent);
		const stop = overRunCap(session.runCap, next, planned);
		for (const row of fit.left) result.outcomes.set(row.index, notSentFor(stop));
	}
	return fit.calls;
}
