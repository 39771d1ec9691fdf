import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import countBy from 'lodash/countBy';

import { adviceFor } from '../shared/core/compositeAdvice';
import { placeOf } from '../shared/core/compositeRequest';
import type { SubRequest } from '../shared/core/compositeRequest';
import type { SubResult } from '../shared/core/compositeResult';
import { isSubFailure, subFailure } from '../shared/core/compositeResult';
import { automationsOf } from '../shared/core/compositeAutomations';
import type { RunPlan, RunReport } from '../shared/core/report';
import type { LivePrices } from '../shared/core/prices';
import { priceOfCall } from '../shared/core/servicePrice';
import { notSentFor } from '../shared/zoho/notSent';
import type { Composite, CompositeResult } from '../shared/zoho/sendComposite';
import type { Session } from '../shared/zoho/session';
import { costSentence, planSentence, withCredits } from '../shared/ui/creditOutput';
import type { PricedItem } from '../shared/ui/creditOutput';
import { isTool } from '../shared/ui/isTool';
import { putRestOnFirst } from '../shared/ui/restOnFirst';
import type { RunEnd } from '../shared/ui/runFailure';
import { failureToThrow } from '../shared/ui/runFailure';
import type { RunMemory } from '../shared/ui/runMemory';
import { runReport } from '../shared/ui/runReport';
import type { Prepared } from './prepared';
import type { Parameters } from './readOptions';
import { subJson } from './subJson';

export interface Run {
	prepared: Prepared;
	composites: Composite[];
	result: CompositeResult;
	memory: RunMemory<SubResult>;
	plan?: RunPlan;
}

/** Turns what became of the sub-requests into the two outputs, or into the error that 'When Rows Fail' asks for. */
export async function finish(
	ctx: IExecuteFunctions,
	session: Session,
	parameters: Parameters,
	run: Run,
): Promise<INodeExecutionData[][]> {
	const { prepared, result, memory } = run;
	const { stop } = result;
	for (const { place } of prepared.subs) {
		if (result.outcomes.has(place) || !stop) continue;
		const { code, message, details, reason } = notSentFor(stop);
		result.outcomes.set(place, { ...subFailure('notSent', code, reason, details), message });
	}
	const report = await reportOf(session, run);
	const failure = parameters.dryRun
		? undefined
		: failureToThrow(ctx, parameters.whenRowsFail, endOf(run), report);
	if (failure) {
		memory.keep(result, session.spends);
		throw failure;
	}
	memory.forget();
	ctx.addExecutionHints?.({
		message: [hintFor(report, run), ...(report.advice ?? []), ...session.notices].join(' '),
		location: 'outputPane',
		type: 'info',
	});
	const outputs = outputsOf(ctx, parameters, run, report);
	// An agent pays for every word it reads.
	return withCredits(outputs, report, isTool(ctx) ? 'first' : parameters.creditDetail);
}

/** The plain way sends each sub-request by itself; those that did not reach Zoho would have cost nothing there either. */
async function reportOf(
	session: Session,
	{ prepared, composites, result, memory, plan }: Run,
): Promise<RunReport> {
	const reached = prepared.subs.filter(
		({ place }) =>
			!memory.before.has(place) && reachedZoho(result.outcomes.get(place) as SubResult),
	);
	const baseline = reached.reduce(
		(sum, { request }) => sum + plainPrice(request, session.prices),
		0,
	);
	const requests = composites.flatMap(({ parts }) => parts.map(({ request }) => request));
	const report = await runReport(session, baseline, automationsOf(requests));
	const advice = adviceFor(requests, session.prices);
	return {
		...report,
		...(plan ? { saved: null, plan } : {}),
		...(advice.length > 0 ? { advice } : {}),
	};
}

const reachedZoho = (result: SubResult): boolean =>
	['done', 'planned', 'rolledBack', 'unknown'].includes(result.outcome) ||
	(isSubFailure(result) && result.statusCode !== null);

function plainPrice(request: SubRequest | null, live: LivePrices | null): number {
	if (!request) return 0;
	const { method, uri, params, body } = request;
	const call = { method, segments: placeOf(uri)?.segments ?? [], params, body };
	return priceOfCall(call, live).credits;
}

const endOf = ({ prepared, result }: Run): RunEnd => ({
	rows: prepared.subs.map(({ item, place, name }) => {
		const ended = result.outcomes.get(place) as SubResult;
		return {
			item,
			name: name === '' ? `item ${item}` : `sub-request '${name}' of item ${item}`,
			outcome: ended.outcome,
			reason: isSubFailure(ended) ? ended.reason : null,
		};
	}),
	stop: result.stop,
	words: { rows: 'sub-requests', done: 'done' },
});

function outputsOf(
	ctx: IExecuteFunctions,
	{ includeInput }: Parameters,
	{ prepared, result }: Run,
	report: RunReport,
): PricedItem[][] {
	const items = ctx.getInputData();
	const success: PricedItem[] = [];
	const failed: PricedItem[] = [];
	for (const sub of prepared.subs) {
		const ended = result.outcomes.get(sub.place) as SubResult;
		(isSubFailure(ended) ? failed : success).push({
			json: subJson(sub, ended, items[sub.item].json, includeInput),
			cost: result.costs.get(sub.place) ?? 0,
			pairedItem: { item: sub.item },
		});
	}
	putRestOnFirst([...success, ...failed], report.cost);
	return isTool(ctx) ? [[...success, ...failed], []] : [success, failed];
}

/** What became of the sub-requests, and what it cost, for the note above the output. */
function hintFor(report: RunReport, { result }: Run): string {
	const counts = Object.entries(countBy([...result.outcomes.values()], 'outcome'));
	const told = counts.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
	return `Sub-requests: ${told}. ${report.plan ? planSentence(report.plan) : costSentence(report)}`;
}
