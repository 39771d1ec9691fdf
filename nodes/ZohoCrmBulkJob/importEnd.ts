import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { JobMark } from '../shared/core/bulkJob';
import { withMark } from '../shared/core/bulkJob';
import type { RowOutcome } from '../shared/core/outcome';
import { isFailure } from '../shared/core/outcome';
import { baselineOf } from '../shared/core/routes';
import type { RunReport } from '../shared/core/report';
import { notSentFor } from '../shared/zoho/notSent';
import { passOn } from '../shared/zoho/stop';
import type { PricedItem } from '../shared/ui/creditOutput';
import { costSentence, planSentence, withCredits } from '../shared/ui/creditOutput';
import { putRestOnFirst } from '../shared/ui/restOnFirst';
import type { EndedRow } from '../shared/ui/runFailure';
import { failureToThrow } from '../shared/ui/runFailure';
import { runReport } from '../shared/ui/runReport';
import type { Awaited } from './awaitJobs';
import { awaitJobs } from './awaitJobs';
import type { FinishedItem, WaitingItem } from './finishing';
import { fileItem } from './fileItems';
import { finishImport } from './importFinish';
import { rowsSentence } from './importItems';
import type { Import } from './importStart';
import { fallAsleep } from './sleep';

/** Ends a run: its rows' outcomes, or the items to sleep with, or the error that 'When Rows Fail' asks for. */
export async function endImport(under: Import): Promise<INodeExecutionData[][]> {
	settleRest(under);
	const awaited = await waitFor(under);
	const waiting = await waitingItems(under);
	const ended = awaited.kind === 'ended' ? await finished(under, waiting, awaited) : null;
	const how = awaited.kind === 'ended' && !ended ? 'left' : awaited.kind;
	const report = await reportOf(under);
	const throws = under.run.jobs.length === 0 || how === 'ended';
	if (throws && !under.parameters.options.dryRun) throwIfAsked(under, ended, report);
	if (how !== 'sleep') under.memory.forget();
	const items = pricedItems(under, ended ?? waiting, report.cost);
	const [output] = withCredits([items], report, under.parameters.options.creditDetail);
	addHint(under, report, how, ended ?? []);
	if (how !== 'sleep' || under.waiting.how !== 'callback') return [output];
	return await fallAsleep(under.ctx, output, under.run.jobs, under.waiting.limitMs);
}

/** Rows that the run did not get to. */
function settleRest({ ctx, run, source }: Import): void {
	const { stop, outcomes } = run.result;
	if (!stop) return;
	const rows = source.rows.length || ctx.getInputData().length;
	for (let row = 0; row < rows; row++) {
		if (!outcomes.has(row) && !run.inJob.has(row)) outcomes.set(row, notSentFor(stop));
	}
}

async function waitFor({ session, waiting, run }: Import): Promise<Awaited> {
	if (run.jobs.length === 0) return { kind: 'ended', statuses: new Map() };
	try {
		return await awaitJobs(session, waiting, run.jobs);
	} catch (error) {
		// The jobs go on in Zoho: their rows must not be lost with this run.
		const why = passOn(error).message;
		session.notices.push(`Waiting for the jobs broke off: ${why}. Get Result gets them later.`);
		return { kind: 'left', statuses: new Map() };
	}
}

/** The input with `job` on each item: by itself what Get Result needs. */
async function waitingItems(under: Import): Promise<WaitingItem[]> {
	const items = under.ctx.getInputData();
	const { files } = under.source;
	if (!files) return items.map((item, index) => rowItem(under, item, index));
	return await Promise.all(
		items.map(async (item, index) => await fileItem(under, item, index, files[index])),
	);
}

function rowItem({ run, plan }: Import, item: INodeExecutionData, index: number): WaitingItem {
	const id = run.inJob.get(index) ?? null;
	const settled = run.result.outcomes.get(index);
	const mark: JobMark = {
		kind: 'import',
		id,
		row: index,
		state: id === null ? 'no job' : 'still running',
		...(id === null ? {} : { key: plan?.keys.get(index) ?? [] }),
		...(id === null && settled ? { settled } : {}),
	};
	const { json, binary } = item;
	return { json: withMark(json, mark) as IDataObject, ...(binary ? { binary } : {}) };
}

/** Null when the results cannot be given now (a full disk, for one): they are left to Get Result, as the rows are written. */
async function finished(
	{ ctx, session, parameters }: Import,
	waiting: readonly WaitingItem[],
	{ statuses }: Awaited,
): Promise<FinishedItem[] | null> {
	const { includeInput } = parameters.options;
	try {
		return await finishImport({ ctx, session, statuses, includeInput, strict: false }, waiting);
	} catch (error) {
		const why = passOn(error).message;
		session.notices.push(`The results could not be given: ${why}. Get Result gets them later.`);
		return null;
	}
}

async function reportOf({ session, parameters, run, memory }: Import): Promise<RunReport> {
	const rows = [...run.result.outcomes].filter(
		([row, { outcome }]) =>
			!memory.before.has(row) && ['written', 'refused', 'unknown', 'planned'].includes(outcome),
	);
	const baseline = baselineOf(parameters.write, rows.length + run.inJob.size);
	// Whether a job runs automations is on no page of Zoho; a batch of ours runs none.
	const automations = run.jobs.length === 0 && run.planned === undefined ? 'none' : undefined;
	const report = await runReport(session, baseline, automations);
	return run.planned ? { ...report, saved: null, plan: run.planned } : report;
}

/** @throws the error that 'When Rows Fail' asks for; a retry does not send again what is settled */
function throwIfAsked(
	{ ctx, session, parameters, run, memory, source }: Import,
	ended: FinishedItem[] | null,
	report: RunReport,
): void {
	const outcomes = new Map<number, RowOutcome>(run.result.outcomes);
	if (!source.files) ended?.forEach(({ outcome }, row) => outcome && outcomes.set(row, outcome));
	const rows: EndedRow[] = [...outcomes]
		.sort(([a], [b]) => a - b)
		.map(([row, outcome]) => ({
			item: source.files ? 0 : row,
			name: `row ${row}`,
			outcome: outcome.outcome,
			reason: isFailure(outcome) ? outcome.reason : null,
		}));
	const { stop } = run.result;
	const words = { rows: 'rows', done: 'written' };
	const failure = failureToThrow(ctx, parameters.whenRowsFail, { rows, stop, words }, report);
	if (!failure) return;
	memory.keep({ ...run.result, outcomes }, session.spends);
	throw failure;
}

function pricedItems(
	{ run, source }: Import,
	items: ReadonlyArray<WaitingItem | FinishedItem>,
	total: number,
): PricedItem[] {
	const priced = items.map(({ json, binary }, index) => ({
		json,
		...(binary ? { binary } : {}),
		cost: source.files ? 0 : (run.result.costs.get(index) ?? 0),
		pairedItem: { item: index },
	}));
	putRestOnFirst(priced, total);
	return priced;
}

function addHint(
	{ ctx, session, run }: Import,
	report: RunReport,
	how: Awaited['kind'],
	ended: readonly FinishedItem[],
): void {
	const jobs = run.jobs.length === 1 ? '1 job' : `${run.jobs.length} jobs`;
	const waits =
		how === 'sleep'
			? `Asleep until Zoho has done ${jobs}.`
			: how === 'left'
				? `${jobs} still running; Get Result gets the result.`
				: rowsSentence(ended);
	const cost = report.plan ? planSentence(report.plan) : costSentence(report);
	const message = [waits, cost, ...session.notices].join(' ');
	ctx.addExecutionHints?.({ message, location: 'outputPane', type: 'info' });
}
