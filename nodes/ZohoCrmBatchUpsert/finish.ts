import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { bulkAdvice } from '../shared/core/bulkAdvice';
import type { RowOutcome } from '../shared/core/outcome';
import { countOutcomes, isFailure } from '../shared/core/outcome';
import type { CallName } from '../shared/core/prices';
import { baselineOf } from '../shared/core/routes';
import type { RunPlan, RunReport } from '../shared/core/report';
import type { BatchResult } from '../shared/zoho/batchWrite';
import { notSentFor } from '../shared/zoho/notSent';
import type { Session } from '../shared/zoho/session';
import { costSentence, planSentence } from '../shared/ui/creditOutput';
import type { RunEnd } from '../shared/ui/runFailure';
import { failureToThrow } from '../shared/ui/runFailure';
import type { RunMemory } from '../shared/ui/runMemory';
import { runReport } from '../shared/ui/runReport';
import { outputsOf } from './outputs';
import type { Parameters } from './readParameters';

/** `plan`: of a Dry Run. */
export type BatchMemory = RunMemory<RowOutcome> & { plan?: RunPlan };

/** Turns what became of the rows into the two outputs, or into the error that 'When Rows Fail' asks for. */
export async function finish(
	ctx: IExecuteFunctions,
	session: Session,
	parameters: Parameters,
	result: BatchResult,
	memory: BatchMemory,
): Promise<INodeExecutionData[][]> {
	const items = ctx.getInputData();
	const { stop } = result;
	if (stop) {
		for (const row of items.keys())
			if (!result.outcomes.has(row)) result.outcomes.set(row, notSentFor(stop));
	}
	const report = await reportOf(session, parameters, result, memory);
	const failure =
		parameters.options.dryRun || allWell(result)
			? undefined
			: failureToThrow(ctx, parameters.whenRowsFail, endOf(result), report);
	if (failure) {
		memory.keep(result, session.spends);
		throw failure;
	}
	memory.forget();
	ctx.addExecutionHints?.({
		message: [hintFor(report, result), ...(report.advice ?? []), ...session.notices].join(' '),
		location: 'outputPane',
		type: 'info',
	});
	return outputsOf(ctx, parameters, result, report);
}

/** Such a run ends without an error, whatever 'When Rows Fail' says. */
const allWell = ({ outcomes, stop }: BatchResult): boolean =>
	stop === null && [...outcomes.values()].every((outcome) => !isFailure(outcome));

/** Rows that the plain way would have sent. */
const HANDLED = new Set<RowOutcome['outcome']>(['written', 'refused', 'unknown', 'planned']);

async function reportOf(
	session: Session,
	{ operation, automations, options }: Parameters,
	{ outcomes, lookups = 0 }: BatchResult,
	{ before, plan }: BatchMemory,
): Promise<RunReport> {
	let handled = 0;
	for (const [row, { outcome }] of outcomes)
		if (HANDLED.has(outcome) && !before.has(row)) handled++;
	// The plain way searches once for every name or key before it writes.
	const baseline =
		baselineOf(operation, handled, session.prices) + baselineOf('lookUp', lookups, session.prices);
	const advice = adviceFor(operation, handled, session);
	const report = {
		...(await runReport(session, baseline, automations)),
		...(advice.length > 0 ? { advice } : {}),
	};
	if (!options.dryRun) return report;
	return { ...report, saved: null, ...(plan ? { plan } : {}) };
}

/** Jobs create, update and upsert; they delete nothing. */
const WRITTEN_BY_JOBS: Partial<Record<Parameters['operation'], CallName>> = {
	insert: 'records.insert',
	update: 'records.update',
	upsert: 'records.upsert',
};

function adviceFor(operation: Parameters['operation'], rows: number, session: Session): string[] {
	const call = WRITTEN_BY_JOBS[operation];
	return call === undefined ? [] : bulkAdvice(rows, call, session.prices);
}

const endOf = ({ outcomes, stop }: BatchResult): RunEnd => ({
	rows: [...outcomes]
		.sort(([a], [b]) => a - b)
		.map(([row, outcome]) => ({
			item: row,
			name: `row ${row}`,
			outcome: outcome.outcome,
			reason: isFailure(outcome) ? outcome.reason : null,
		})),
	stop,
	words: { rows: 'rows', done: 'written' },
});

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
