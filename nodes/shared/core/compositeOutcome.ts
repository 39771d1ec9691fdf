import { asObject } from './isObject';

/** What became of one sub-request. `ran` only means that it was triggered: its own status decides. */
export type SubOutcome =
	| { kind: 'ran'; status: number; headers: Record<string, unknown>; body: unknown }
	| { kind: 'notRun'; code: string; message: string; details: Record<string, unknown> };

/**
 * The entries of a composite answer, in the order of the request
 * (https://www.zoho.com/crm/developer/docs/api/v7/composite-api.html, "response").
 * @returns undefined when there is not one readable entry for each sub-request
 */
export function subOutcomesIn(body: unknown, sent: number): SubOutcome[] | undefined {
	const entries = asObject(body)?.__composite_requests;
	if (!Array.isArray(entries) || entries.length !== sent) return undefined;
	return entries.map(subOutcomeOf);
}

function subOutcomeOf(entry: unknown): SubOutcome {
	const { code, message, details } = asObject(entry) ?? {};
	const response = asObject(asObject(details)?.response);
	if (code === 'SUCCESS' && response) {
		return {
			kind: 'ran',
			status: Number(response.status_code),
			headers: asObject(response.headers) ?? {},
			body: response.body,
		};
	}
	return {
		kind: 'notRun',
		code: String(code ?? 'UNREADABLE'),
		message: String(message ?? ''),
		details: asObject(details) ?? {},
	};
}

export const subSucceeded = (outcome: SubOutcome): boolean =>
	outcome.kind === 'ran' && outcome.status >= 200 && outcome.status < 300;

/** Credits of an answered composite: two when everything went well under rollback, else one (same page, "credits"). */
export const compositeCredits = (rollback: boolean, outcomes: readonly SubOutcome[]): number =>
	rollback && outcomes.every(subSucceeded) ? 2 : 1;
