import { isObject } from './isObject';
import type { SubOutcome } from './compositeOutcome';
import { subSucceeded } from './compositeOutcome';
import type { SubRequest } from './compositeRequest';
import { isCut, serviceOf } from './compositeRows';
import type { Said } from './refusalReason';
import { reasonFor } from './refusalReason';
import { onlyReads } from './services';

/** What became of one sub-request. All but `done` and `planned` go to the Failed output. */
export type SubResult =
	| { outcome: 'done'; statusCode: number; body: unknown; truncated: boolean }
	/** `call`: which of the planned composites, counted from 1. */
	| { outcome: 'planned'; call: number }
	| SubFailure;

export interface SubFailure extends Said {
	/**
	 * `refused`: by Zoho or before sending; `rolledBack`: done, then undone; `stopped`: not begun, as an earlier one
	 * failed under rollback; `notRun`: Zoho or we did not run it; `unknown`: nobody can tell.
	 */
	outcome: 'refused' | 'rolledBack' | 'stopped' | 'notRun' | 'notSent' | 'unknown';
	statusCode: number | null;
	body: unknown;
	/** One sentence for a person. */
	reason: string;
	/** Refused along with its whole composite. */
	wholeCall?: true;
	/** Nothing was changed; a retry may send it again. */
	mayResend?: true;
}

export const isSubFailure = (result: SubResult): result is SubFailure =>
	result.outcome !== 'done' && result.outcome !== 'planned';

/** Whether a sub-request leaves Zoho as it was. */
export const readsOnly = (request: SubRequest): boolean =>
	onlyReads(request.method, serviceOf(request)?.call);

/** A failure that Zoho did not speak of. */
export const subFailure = (
	outcome: SubFailure['outcome'],
	code: string,
	reason: string,
	details: Record<string, unknown> = {},
): SubFailure => ({
	outcome,
	statusCode: null,
	body: null,
	code,
	message: reason,
	details,
	reason,
});

/** What Zoho's entry for a sub-request means. Its own status decides, and for a write that of its record, too (public report R01). */
export function resultOf(
	outcome: SubOutcome,
	request: SubRequest,
	names: readonly string[],
): SubResult {
	if (outcome.kind === 'notRun') return notRun(outcome, request, names);
	const { status: statusCode, body } = outcome;
	const refusal = refusalIn(body, readsOnly(request));
	if (subSucceeded(outcome) && !refusal)
		return { outcome: 'done', statusCode, body: body ?? null, truncated: isCut(request, body) };
	const said = refusal ?? { code: `HTTP_${statusCode}`, message: '', details: {} };
	const isOpen = statusCode >= 500 && !readsOnly(request);
	return {
		outcome: isOpen ? 'unknown' : 'refused',
		statusCode,
		body: body ?? null,
		...said,
		reason: isOpen
			? `Zoho answered ${statusCode} ${said.code}, so it may have been done or not`
			: reasonFor(said, recordIn(request)),
	};
}

/** Codes of sub-requests that ran into time or trouble: a write may still go on behind them (same page as above). */
const OPEN = new Set(['REQUEST_TIMEOUT', 'INTERNAL_ERROR']);

const OUTCOME: Record<string, SubFailure['outcome']> = {
	ROLLBACK_PERFORMED: 'rolledBack',
	PROCESSING_STOPPED: 'stopped',
	REQUEST_TIMEOUT: 'notRun',
	INTERNAL_ERROR: 'notRun',
	INVALID_REFERENCE: 'notRun',
};

function notRun(
	{ code, message, details }: Extract<SubOutcome, { kind: 'notRun' }>,
	request: SubRequest,
	names: readonly string[],
): SubFailure {
	const isOpen = OPEN.has(code) && !readsOnly(request);
	const outcome = isOpen ? 'unknown' : (OUTCOME[code] ?? 'refused');
	const culprit = names[Number(details.rollbacked_by_sub_request_index)];
	const because =
		culprit === undefined ? 'another sub-request failed' : `sub-request '${culprit}' failed`;
	const said = `${code}: ${message || 'Zoho gave no message'}`;
	const reason = {
		rolledBack: `Undone, because ${because}: all or nothing`,
		stopped: `Not begun, because ${because}: all or nothing`,
		unknown: `${said}; it may have been done or not`,
		notRun: `Not run: ${said}`,
		refused: reasonFor({ code, message, details }, recordIn(request)),
		notSent: said,
	}[outcome];
	return { outcome, statusCode: null, body: null, code, message, details, reason };
}

/** Zoho's words on what it refused: of the whole body, or of the one record in it. */
function refusalIn(body: unknown, reads: boolean): Said | undefined {
	if (!isObject(body)) return undefined;
	const entries = reads ? [] : Object.values(body).filter(Array.isArray).flat();
	const refused = [body, ...entries].filter(isObject).find(({ status }) => status === 'error');
	if (!refused || typeof refused.code !== 'string') return undefined;
	return {
		code: refused.code,
		message: typeof refused.message === 'string' ? refused.message : '',
		details: isObject(refused.details) ? refused.details : {},
	};
}

function recordIn({ body }: SubRequest): Record<string, unknown> | null {
	const [record] = isObject(body) && Array.isArray(body.data) ? body.data : [];
	return isObject(record) ? record : null;
}
