import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import countBy from 'lodash/countBy';

import type { SubFailure } from '../shared/core/compositeResult';
import { subFailure } from '../shared/core/compositeResult';
import type { RunReport } from '../shared/core/report';
import { notSentFor } from '../shared/zoho/notSent';
import type { Session } from '../shared/zoho/session';
import type { ZohoStop } from '../shared/zoho/stop';
import type { PricedItem } from '../shared/ui/creditOutput';
import { costSentence, planSentence, withCredits } from '../shared/ui/creditOutput';
import { isTool } from '../shared/ui/isTool';
import { pairedWithAll } from '../shared/ui/pairedWithAll';
import { putRestOnFirst } from '../shared/ui/restOnFirst';
import { failureToThrow } from '../shared/ui/runFailure';
import type { RunMemory } from '../shared/ui/runMemory';
import { runReport } from '../shared/ui/runReport';
import type { ApiRun } from './apiCalls';
import type { ApiOutcome } from './apiResult';
import type { Parameters } from './readOptions';

/** Turns what became of the calls into the two outputs, or into the error that 'When Rows Fail' asks for. */
export async function finishCalls(
	ctx: IExecuteFunctions,
	session: Session,
	{ whenRowsFail, dryRun, creditDetail }: Parameters,
	run: ApiRun,
	memory: RunMemory<ApiOutcome>,
): Promise<INodeExecutionData[][]> {
	const items = ctx.getInputData();
	items.forEach((_, item) => {
		const outcome = run.outcomes.get(item);
		if (run.stop && (!outcome || (outcome.outcome === 'notSent' && !outcome.failure)))
			run.outcomes.set(item, leftOver(run.stop, outcome?.entries ?? []));
	});
	const report = { ...(await runReport(session, null)), ...(run.plan ? { plan: run.plan } : {}) };
	const rows = items.map((_, item) => {
		const { outcome, failure } = run.outcomes.get(item) as ApiOutcome;
		return { item, name: `item ${item}`, outcome, reason: failure?.reason ?? null };
	});
	const words = { rows: 'calls', done: 'answered' };
	const error = dryRun
		? undefined
		: failureToThrow(ctx, whenRowsFail, { rows, stop: run.stop, words }, report);
	if (error) {
		// What only reads is read anew by a retry.
		const settled = [...run.outcomes].filter(([, { mayResend }]) => mayResend !== true);
		memory.keep({ ...run, outcomes: new Map(settled) }, session.spends);
		throw error;
	}
	memory.forget();
	ctx.addExecutionHints?.({
		message: [hintFor(report, run), ...session.notices].join(' '),
		location: 'outputPane',
		type: 'info',
	});
	return withCredits(outputsOf(ctx, run, report), report, isTool(ctx) ? 'first' : creditDetail);
}

function leftOver(stop: ZohoStop, entries: ApiOutcome['entries']): ApiOutcome {
	const { code, message, details, reason } = notSentFor(stop);
	const failure = { ...subFailure('notSent', code, reason, details), message };
	return { outcome: 'notSent', entries, failure };
}

function outputsOf(ctx: IExecuteFunctions, run: ApiRun, report: RunReport): PricedItem[][] {
	const success: PricedItem[] = [];
	const failed: PricedItem[] = [];
	ctx.getInputData().forEach(({ json: input }, item) => {
		const { entries, failure } = run.outcomes.get(item) as ApiOutcome;
		const own: PricedItem[] = entries.map((entry) => ({ ...entry, cost: 0, pairedItem: { item } }));
		success.push(...own);
		if (failure) {
			const row = { json: failedJson(failure, item, input), cost: 0, pairedItem: { item } };
			failed.push(row);
			own.push(row);
		}
		if (own.length > 0) own[0].cost = run.costs.get(item) ?? 0;
	});
	if (success.length + failed.length === 0) success.push(emptySummary(ctx));
	putRestOnFirst([...success, ...failed], report.cost);
	return isTool(ctx) ? [[...success, ...failed], []] : [success, failed];
}

/** The report of a run whose answers held no rows needs an item to stand on. */
const emptySummary = (ctx: IExecuteFunctions): PricedItem => ({
	json: { outcome: 'done', rows: 0 },
	cost: 0,
	pairedItem: pairedWithAll(ctx.getInputData().length),
});

const failedJson = (failure: SubFailure, row: number, input: IDataObject): IDataObject => ({
	row,
	outcome: failure.outcome,
	status: 'error',
	statusCode: failure.statusCode,
	code: failure.code,
	message: failure.message,
	reason: failure.reason,
	details: failure.details as IDataObject,
	body: failure.body as IDataObject,
	input,
});

function hintFor(report: RunReport, { outcomes, plan }: ApiRun): string {
	const counts = Object.entries(countBy([...outcomes.values()], 'outcome'));
	const told = counts.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
	return `Items: ${told}. ${plan ? planSentence(plan) : costSentence(report)}`;
}
