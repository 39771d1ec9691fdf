import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { RowOutcome } from '../shared/core/outcome';
import { countOutcomes, isFailure } from '../shared/core/outcome';
import { baselineOf } from '../shared/core/routes';
import type { RunReport } from '../shared/core/report';
import { DEFAULT_THRESHOLDS, reportRun } from '../shared/core/report';
import type { BatchResult } from '../shared/zoho/batchWrite';
import { notSentFor } from '../shared/zoho/notSent';
import type { Session } from '../shared/zoho/session';
import { standingOf } from '../shared/zoho/standing';
import { costSentence, withCredits } from '../shared/ui/creditOutput';
import type { PricedItem } from '../shared/ui/creditOutput';
import { failureToThrow } from './failure';
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
	const report = await reportOf(session, parameters, result);
	const failure = failureToThrow(ctx, parameters, result, report);
	if (failure) {
		memory.keep(result, session.spends);
		throw failure;
	}
	memory.forget();
	ctx.addExecutionHints?.({
		message: hintFor(report, result),
		location: 'outputPane',
		type: 'info',
	});
	const outputs = outputsOf(ctx, parameters, result, report);
	return withCredits(outputs, report, parameters.options.creditDetail);
}

async function reportOf(
	session: Session,
	parameters: Parameters,
	result: BatchResult,
): Promise<RunReport> {
	const { operation, automations, options } = parameters;
	const handled = [...result.outcomes.values()].filter(({ outcome }) =>
		['written', 'refused', 'unknown', 'planned'].includes(outcome),
	);
	const report = reportRun(session.spends, {
		...(await standingOf(session)),
		baseline: baselineOf(operation, handled.length),
		thresholds: DEFAULT_THRESHOLDS,
		automations,
	});
	return options.dryRun ? { ...report, saved: null } : report;
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
	// An AI agent reads the first output only.
	return isTool(ctx) ? [[...success, ...failed], []] : [success, failed];
}

/** Overhead, and what was spent on calls that ended without rows, goes on the first item of the run. */
function putRestOnFirst(items: PricedItem[], total: number): void {
	const first = items.reduce((a, b) => (pairOf(b) < pairOf(a) ? b : a));
	first.cost += total - items.reduce((sum, { cost }) => sum + cost, 0);
}

const pairOf = ({ pairedItem }: PricedItem): number => (pairedItem as { item: number }).item;

/** n8n makes a tool of a node under the same type name with `Tool` behind it. */
const isTool = (ctx: IExecuteFunctions): boolean => ctx.getNode().type.endsWith('Tool');

function hintFor(report: RunReport, result: BatchResult): string {
	const { written = 0, planned = 0, ...failed } = countOutcomes(result.outcomes.values());
	const failures = Object.entries(failed).map(([outcome, count]) => `${count} ${outcome}`);
	const rows = planned > 0 ? `${planned} rows planned` : `${written} rows written`;
	return [
		`${rows}${failures.length ? `, ${failures.join(', ')}` : ''}.`,
		costSentence(report),
	].join(' ');
}
