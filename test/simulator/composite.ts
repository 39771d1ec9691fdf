import { compositeIn } from './compositeBody';
import { compositeReply, rolledBack, statusOf, succeeded } from './compositeReplies';
import { inParallel, inSequence, runOf, type Run, type SendSub } from './compositeRun';
import { isReply } from './moduleAccess';
import { bodyOf } from './recordBody';
import { refuse } from './replies';
import type { Route, SimCall, SimReply } from './route';
import { transact } from './transaction';

/**
 * `POST __composite_requests`: https://www.zoho.com/crm/developer/docs/api/v7/composite-api.html. One credit, two when
 * rollback is on and all went well; five places whatever it holds, one of them heavy. `send` serves the sub-requests.
 */
export function compositeRoutes(send: SendSub): Route[] {
	return [
		{
			method: 'POST',
			tree: 'crm',
			path: '__composite_requests',
			name: 'composite',
			scopes: () => ['ZohoCRM.composite_requests.CUSTOM'],
			price: (call) => (bodyOf(call)?.rollback_on_fail === true ? 2 : 1),
			units: 5,
			heavy: () => true,
			handle: (call) => composite(call, send),
		},
	];
}

async function composite(call: SimCall, send: SendSub): Promise<SimReply> {
	if (call.version < 3) {
		return refuse(400, 'API_NOT_SUPPORTED', 'api is not supported in this version');
	}
	const wanted = compositeIn(call);
	if (isReply(wanted)) return wanted;
	const run = runOf(call, send, wanted.requests);
	if (wanted.rollback) return allOrNothing(run);
	const outcomes = wanted.parallel ? await inParallel(run) : await inSequence(run, () => false);
	return compositeReply(call, outcomes, { status: statusOf(outcomes), cost: 1 });
}

async function allOrNothing(run: Run): Promise<SimReply> {
	const failed = (outcome: Parameters<typeof succeeded>[0]) => !succeeded(outcome);
	const work = () => inSequence(run, failed);
	const outcomes = await transact(run.call.org, work, (results) => results.every(succeeded));
	const culprit = outcomes.findIndex(failed);
	if (culprit < 0) return compositeReply(run.call, outcomes, { status: 200, cost: 2 });
	const results = rolledBack(outcomes, run.subs.length, culprit);
	return compositeReply(run.call, results, { status: 400, cost: 1 });
}
