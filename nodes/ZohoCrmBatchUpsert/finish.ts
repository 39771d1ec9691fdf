import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { RowOutcome } from '../shared/core/outcome';
import { countOutcomes, isFailure } from '../shared/core/outcome';
import { baselineOf } from '../shared/core/routes';
import type { RunReport } from '../shared/core/report';
import type { BatchResult } from '../shared/zoho/batchWrite';
import { notSentFor } from '../shared/zoho/notSent';
import type { Session } from '../shared/zoho/session';
import { costSentence, planSentence, withCredits } from '../shared/ui/creditOutput';
import type { PricedItem } from '../shared/ui/creditOutput';
import { runReport } from '../shared/ui/runReport';
import { failureToThrow } from './failure';
import { isTool } from './isTool';
import { rowJson } from './rowJson';
import type { Parameters } from './readParameters';
import type { RunMemory } from './runMemory';

/** Turns what became of the rows into the two outputs, or into the error that 'When Rows Fail' asks for. */
export async function finish(
	ctx: IExecuteFunctions,
	session: Session,
	parameters: Parameters,
	result: BatchResult,
	memory: RunMemory,
): Promise<INodeExecutionData[][]> {
	const items = ctx.getInputData();
	const { stop } = result;
	items.forEach((_, row) => {
		if (!result.outcomes.has(row) && stop) result.outcomes.set(row, notSentFor(stop));
	});
	const report = await reportOf(session, parameters, result, memory);
	const failure = failureToThrow(ctx, parameters, result, report);
	if (failure) {
		memory.keep(result, session.spends);
		throw failure;
	}
	memory.forget();
	ctx.addExecutionHints?.({
		message: [hintFor(report, result), ...session.notices].join(' '),
		location: 'outputPane',
		type: 'info',
	});
	const outputs = outputsOf(ctx, parameters, result, report);
	// An agent pays for every word it reads.
	const detail = isTool(ctx) ? 'first' : parameters.options.creditDetail;
	return withCredits(outputs, report, detail);
}

async function reportOf(
	session: Session,
	{ operation, automations, options }: Parameters,
	{ outcomes }: BatchResult,
	{ before, plan }: RunMemory,
): Promise<RunReport> {
	const handled = [...outcomes].filter(
		([row, { outcome }]) =>
			!before.has(row) && ['written', 'refused', 'unknown', 'planned'].includes(outcome),
	);
	const report = await runReport(session, baselineOf(operation, handled.length), automations);
	if (!options.dryRun) return report;
	return { ...report, saved: null, ...(plan ? { plan } : {}) };
}

function outputsOf(
	ctx: IExecuteFunctions,
	parameters: Parameters,
	result: BatchResult,
	report: RunReport,
): PricedItem[][] {
	const items = ctx.getInputData();
	const success: PricedItem[] = [];
	const failed: PricedItem[] = [];
	items.forEach(({ json }, row) => {
		const outcome = result.outcomes.get(row) as RowOutcome;
		const item: PricedItem = {
			json: rowJson(outcome, row, json, parameters) as IDataObject,
			cost: result.costs.get(row) ?? 0,
			pairedItem: { item: row },
		};
		(isFailure(outcome) ? failed : success).push(item);
	});
	putRestOnFirst([...success, ...failed], report.cost);
	return isTool(ctx) ? [[...success, ...failed], []] : [success, failed];
}

/** Overhead, and what was spent on calls that ended without rows, goes on the first item of the run. */
function putRestOnFirst(items: PricedItem[], total: number): void {
	const first = items.reduce((a, b) => (pairOf(b) < pairOf(a) ? b : a));
	first.cost += total - items.reduce((sum, { cost }) => sum + cost, 0);
}

const pairOf = ({ pairedItem }: PricedItem): number => (pairedItem as { item: number }).item;

/** What became of the rows, and what it cost, for the note above the output. */
function hintFor(report: RunReport, result: BatchResult): string {
	const { written = 0, planned = 0, ...failed } = countOutcomes(result.outcomes.values());
	const failures = Object.entries(failed).map(([outcome, count]) => `${count} ${outcome}`);
	const rows = report.plan ? `${planned} rows planned` : `${written} rows written`;
	return [
		`${rows}${failures.length ? `, ${failures.join(', ')}` : ''}.`,
		report.plan ? planSentence(report.plan) : costSentence(report),
	].join(' ');
}
