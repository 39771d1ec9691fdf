import { recordError, type RecordError } from './recordErrors';
import { isObject } from './recordBody';
import { answer } from './replies';
import type { SimCall, SimReply } from './route';

/** What became of a sub-request: its API answered, or an error says why not. `triggered`: its API was asked. */
export type Outcome = { reply: SimReply } | { error: RecordError; triggered: boolean };

/** Whether a sub-request was asked for, and all that it wrote was taken. */
export function succeeded(outcome: Outcome): boolean {
	if ('error' in outcome || outcome.reply.status >= 400) return false;
	const { body } = outcome.reply;
	const rows = isObject(body) && Array.isArray(body.data) ? body.data : [];
	return !rows.some((row) => isObject(row) && row.status === 'error');
}

export function timedOut(triggered: boolean): Outcome {
	const error = recordError('REQUEST_TIMEOUT', 'the request timed out', {});
	return { error, triggered };
}

/** What stands in for the answers of a transaction that `culprit` (0-based) brought down. */
export function rolledBack(outcomes: Outcome[], total: number, culprit: number): Outcome[] {
	const because = (code: string): Outcome => ({
		error: recordError(
			code,
			'the transaction was rolled back since another sub request in the same transaction failed.',
			{ rollbacked_by_sub_request_index: culprit },
		),
		triggered: false,
	});
	return Array.from({ length: total }, (_, index) => {
		if (index === culprit) return outcomes[index];
		return because(index < culprit ? 'ROLLBACK_PERFORMED' : 'PROCESSING_STOPPED');
	});
}

/** 200 when all sub-requests were triggered, 207 when some were, 400 when none was (v7 composite page, "Status Codes"). */
export function statusOf(outcomes: Outcome[]): number {
	const asked = outcomes.filter((outcome) => 'reply' in outcome || outcome.triggered).length;
	if (asked === outcomes.length) return 200;
	return asked > 0 ? 207 : 400;
}

/** The answer to a composite that was taken on, also when all of it failed. */
export function compositeReply(
	call: SimCall,
	outcomes: Outcome[],
	{ status, cost }: { status: number; cost: number },
): SimReply {
	const results = outcomes.map((outcome) =>
		'error' in outcome ? outcome.error : executed(call, outcome.reply),
	);
	return { ...answer({ __composite_requests: results }, status), cost };
}

function executed(call: SimCall, { status, body, headers }: SimReply) {
	const empty = body === undefined || status === 204 || status === 304;
	const absent = call.org.switches.compositeEmptyBody === 'absent' ? {} : { body: null };
	const response = {
		headers: { ...(!empty && JSON_HEADERS), ...headers },
		status_code: status,
		...(empty ? absent : { body }),
	};
	return {
		code: 'SUCCESS',
		details: { response },
		message: 'composite sub request executed successfully',
		status: 'success',
	};
}

const JSON_HEADERS = {
	'Content-Disposition': 'attachment; filename=response.json',
	'content-type': 'application/json;charset=utf-8',
};
