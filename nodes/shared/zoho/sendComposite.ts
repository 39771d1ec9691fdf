import { subOutcomesIn } from '../core/compositeOutcome';
import type { Execution, SubRequest } from '../core/compositeRequest';
import type { SubFailure, SubResult } from '../core/compositeResult';
import { readsOnly, resultOf, subFailure } from '../core/compositeResult';
import { scopeFor } from '../core/serviceScope';
import type { ZohoCall, ZohoReply } from './call';
import { compositeCall } from './composite';
import { inOrder } from './inOrder';
import { asObject } from './readBody';
import { send } from './send';
import type { Session } from './session';
import { stopFrom, ZohoStop } from './stop';
import { missingScope, saidIn } from './wordings';

/** Sub-requests that go out in one composite, each with its place among all of the run. */
export interface Composite {
	parts: Array<{ place: number; request: SubRequest }>;
	execution: Execution;
}

/** By place. `costs` is what each accounts for: a composite's cost stands on its first sub-request. */
export interface CompositeResult {
	outcomes: Map<number, SubResult>;
	costs: Map<number, number>;
	/** Why the run ended early; null when every composite was sent. */
	stop: ZohoStop | null;
	/** Composites in a row whose answer was lost. */
	lostInARow: number;
}

/** A service that loses this many answers one after another is left alone. */
const MOST_LOST_IN_A_ROW = 2;

export const onlyReads = ({ parts }: Composite): boolean =>
	parts.every(({ request }) => readsOnly(request));

/** Rollback costs a credit more; it is left out where there is nothing to undo: one sub-request, or none that writes. */
export function wireCall(composite: Composite): ZohoCall {
	const { parts, execution } = composite;
	const mode = { rollback: undoes(composite), parallel: execution === 'parallel' };
	const requests = parts.map(({ request }) => request);
	return compositeCall(requests, mode, onlyReads(composite) ? 'safe' : 'never', 'work');
}

const undoes = (composite: Composite): boolean =>
	composite.execution === 'allOrNothing' && composite.parts.length > 1 && !onlyReads(composite);

/** Sends composites in their order; every sub-request gets a result, or none when the run stopped before it. */
export async function sendComposites(
	session: Session,
	composites: readonly Composite[],
	parallel: number,
	result: CompositeResult,
): Promise<void> {
	const calls = composites.map((composite) => ({ composite, after: [] }));
	const run = async ({ composite }: { composite: Composite }) => {
		try {
			await sendOne(session, composite, result);
		} catch (error) {
			result.stop ??= stopFrom(error);
		}
	};
	await inOrder(calls, parallel, run, () => result.stop !== null);
}

async function sendOne(
	session: Session,
	composite: Composite,
	result: CompositeResult,
): Promise<void> {
	const answer = await send(session, wireCall(composite));
	const spent = answer.charges.reduce((sum, cost) => sum + cost, 0);
	if (spent > 0) result.costs.set(composite.parts[0].place, spent);
	if (answer.kind === 'answered') return settle(session, composite, answer.reply, result);
	settleAll(composite, result, (request) => lostResult(composite, request, answer.reason));
	if (++result.lostInARow >= MOST_LOST_IN_A_ROW) throw answersLost(answer.reason);
}

function settle(
	session: Session,
	composite: Composite,
	reply: ZohoReply,
	result: CompositeResult,
): void {
	result.lostInARow = 0;
	const { parts } = composite;
	const names = parts.map(({ request }) => request.sub_request_id);
	const outcomes = subOutcomesIn(reply.body, parts.length);
	if (outcomes) {
		outcomes.forEach((outcome, at) => {
			const { place, request } = parts[at];
			const judged = resultOf(outcome, request, names);
			result.outcomes.set(place, withScope(session, request, judged));
		});
		return;
	}
	if (reply.status >= 400) return refuseAll(composite, reply, result);
	const reason = `Zoho answered ${reply.status} without one readable entry for each sub-request`;
	settleAll(composite, result, (request) => lostResult(composite, request, reason));
}

/**
 * The call was refused as a whole. What lies in its own content (400) may be right in the next one; anything else
 * would be refused again.
 */
function refuseAll(composite: Composite, reply: ZohoReply, result: CompositeResult): void {
	const said = saidIn(reply);
	const { code, message } = said;
	const details = asObject(said.details) ?? {};
	const reason = `Zoho refused the whole composite: ${code} ${message}`;
	settleAll(composite, result, () => ({
		outcome: 'refused',
		statusCode: reply.status,
		body: reply.body ?? null,
		code,
		message,
		details,
		reason,
		wholeCall: true,
	}));
	if (reply.status !== 400)
		throw new ZohoStop(
			'refused',
			reason,
			"Check the node's parameters against Zoho's message.",
			said,
		);
}

function settleAll(
	{ parts }: Composite,
	{ outcomes }: CompositeResult,
	failureOf: (request: SubRequest) => SubFailure,
): void {
	for (const { place, request } of parts) outcomes.set(place, failureOf(request));
}

/** A lost answer is asked for again only when nothing can have been written; a write is never repeated. */
function lostResult(composite: Composite, request: SubRequest, reason: string): SubFailure {
	if (onlyReads(composite)) {
		const told = `No answer: ${reason}. It only reads, so it can be run again`;
		return { ...subFailure('notRun', 'ANSWER_LOST', told), mayResend: true };
	}
	if (readsOnly(request))
		return subFailure(
			'unknown',
			'ANSWER_LOST',
			`Its answer was lost: ${reason}. Not sent again, as the composite writes`,
		);
	const extent = undoes(composite)
		? 'All of the composite may have been done, or nothing'
		: 'It may have been done or not';
	return subFailure(
		'unknown',
		'ANSWER_LOST',
		`${extent}: ${reason}. Look in Zoho CRM before sending it again`,
	);
}

/** The reason stands in the fix: n8n replaces a message that holds a code such as ECONNRESET by words of its own. */
const answersLost = (reason: string): ZohoStop =>
	new ZohoStop(
		'unreachable',
		"Zoho's answers went missing several times in a row",
		`The last time: ${reason}. What is marked unknown may have been done; look in Zoho CRM before sending it again.`,
	);

/** A missing scope shows in the sub-request's own answer; its reason then names the scope and the box to tick. */
function withScope(session: Session, request: SubRequest, result: SubResult): SubResult {
	if (!('reason' in result) || result.code !== 'OAUTH_SCOPE_MISMATCH') return result;
	const { statusCode: status, code, message, details } = result;
	const stop = missingScope(
		scopeFor(request.method, request.uri),
		request.uri,
		{ status, code, message, details },
		session.credential,
	);
	return { ...result, reason: `${stop.message}. ${stop.fix}` };
}
