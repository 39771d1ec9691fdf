import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { subFailure } from '../shared/core/compositeResult';
import { FormMistake } from '../shared/core/presetValues';
import { creditsFor } from '../shared/core/prices';
import type { RunPlan } from '../shared/core/report';
import { weakest } from '../shared/core/routePrice';
import type { ZohoReply } from '../shared/zoho/call';
import { notSentFor } from '../shared/zoho/notSent';
import { checkEnvironment } from '../shared/zoho/organization';
import { send } from '../shared/zoho/send';
import type { Session } from '../shared/zoho/session';
import type { ZohoStop } from '../shared/zoho/stop';
import { passOn, stopFrom } from '../shared/zoho/stop';
import { overRunCap } from '../shared/zoho/wordings';
import { openRunMemory } from '../shared/ui/runMemory';
import { entriesOf, failureIn, notStored } from './apiAnswer';
import { finishCalls } from './apiFinish';
import { readPages } from './apiPages';
import type { ApiOutcome } from './apiResult';
import { failed } from './apiResult';
import type { ApiRequest } from './readApiCall';
import { readApiCall } from './readApiCall';
import type { Parameters } from './readOptions';

/** By item. */
export interface ApiRun {
	outcomes: Map<number, ApiOutcome>;
	costs: Map<number, number>;
	stop: ZohoStop | null;
	plan?: RunPlan;
}

/** `API Call`: the items' calls one after the other. */
export async function runCalls(
	ctx: IExecuteFunctions,
	session: Session,
	parameters: Parameters,
): Promise<INodeExecutionData[][]> {
	const memory = openRunMemory<ApiOutcome>(ctx, ['apiCall']);
	session.spends.push(...memory.spends);
	const { outcomes, costs, stop } = memory;
	const run: ApiRun = { outcomes, costs, stop };
	if (parameters.dryRun) run.plan = { calls: 0, credits: 0, overhead: 0, basis: 'documented' };
	const items = ctx.getInputData().length;
	for (let item = 0; item < items && run.stop === null; item++) {
		if (run.outcomes.has(item)) continue;
		try {
			await runItem(ctx, session, item, run);
		} catch (error) {
			run.stop = stopFrom(error);
		}
	}
	return await finishCalls(ctx, session, parameters, run, memory);
}

async function runItem(
	ctx: IExecuteFunctions,
	session: Session,
	item: number,
	run: ApiRun,
): Promise<void> {
	const request = await requestOf(ctx, session, item);
	if ('outcome' in request) run.outcomes.set(item, request);
	else if (run.plan) run.outcomes.set(item, planned(session, request, run.plan));
	else await makeCall(ctx, session, item, request, run);
}

async function requestOf(
	ctx: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<ApiRequest | ApiOutcome> {
	try {
		return await readApiCall(ctx, session, item);
	} catch (error) {
		const code = error instanceof FormMistake ? 'FORM_NOT_FILLED' : 'REQUEST_NOT_READ';
		return failed(subFailure('refused', code, `Not sent: ${passOn(error).message}`));
	}
}

/** Of a paged read only the first page is known to be needed. */
function planned(session: Session, { call, paging }: ApiRequest, plan: RunPlan): ApiOutcome {
	const { credits, basis } = creditsFor(call.name, call.size, session.prices, call.module);
	if (session.runCap !== null && plan.credits + credits > session.runCap) {
		const { code, reason } = notSentFor(overRunCap(session.runCap, credits, plan.credits));
		return failed(subFailure('notSent', code, reason));
	}
	plan.basis = plan.calls === 0 ? basis : weakest([plan.basis, basis]);
	plan.calls++;
	plan.credits += credits;
	if (paging) plan.atLeast = true;
	return {
		outcome: 'planned',
		entries: [
			{ json: { outcome: 'planned', call: plan.calls, name: call.name, price: credits, basis } },
		],
	};
}

async function makeCall(
	ctx: IExecuteFunctions,
	session: Session,
	item: number,
	request: ApiRequest,
	run: ApiRun,
): Promise<void> {
	const charged = (credits: number) => {
		run.costs.set(item, (run.costs.get(item) ?? 0) + credits);
	};
	if (!request.reads) await checkEnvironment(session);
	if (request.paging) {
		const { outcome, stop } = await readPages(session, request, charged);
		if (!stop || outcome.entries.length > 0) run.outcomes.set(item, outcome);
		if (stop) throw stop;
		return;
	}
	const answer = await send(session, request.call);
	charged(answer.charges.reduce((sum, cost) => sum + cost, 0));
	const failure = failureIn(request, answer);
	if (failure)
		run.outcomes.set(item, failed(failure, [], request.reads && failure.outcome === 'notRun'));
	else if (answer.kind === 'answered')
		run.outcomes.set(item, await done(ctx, request, answer.reply));
}

/** What was done stays done, whatever keeps n8n from taking the file that came back: a full disk, for one. */
async function done(
	ctx: IExecuteFunctions,
	request: ApiRequest,
	reply: ZohoReply,
): Promise<ApiOutcome> {
	try {
		const entries = await entriesOf(ctx, request, reply);
		return { outcome: 'done', entries, ...(request.reads ? { mayResend: true } : {}) };
	} catch (error) {
		return failed(notStored(request, passOn(error).message), [], request.reads);
	}
}
