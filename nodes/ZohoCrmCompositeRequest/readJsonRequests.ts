import type { Execution, SubRequest } from '../shared/core/compositeRequest';
import { wireAddress } from '../shared/core/compositeRequest';
import { withRowLimit } from '../shared/core/compositeRows';
import { FormMistake } from '../shared/core/presetValues';
import { asObject } from '../shared/zoho/readBody';

/** What the JSON of one item asks for; `execution` when it says so itself. */
export interface JsonComposite {
	requests: SubRequest[];
	execution?: Execution;
}

/**
 * Reads a list of sub-requests, or the whole body of a composite request.
 * @throws FormMistake, also where rollback and parallel are both asked for (public report R100)
 */
export function readJsonComposite(given: unknown): JsonComposite {
	const whole = asObject(given);
	const list = whole ? whole.__composite_requests : given;
	if (!Array.isArray(list)) {
		throw new FormMistake(
			'Requests',
			"is neither a list of sub-requests nor an object with '__composite_requests'",
		);
	}
	const requests = list.map((each, at) => readJsonRequest(each, `request_${at + 1}`));
	const execution = whole && executionIn(whole);
	return execution ? { requests, execution } : { requests };
}

/** Zoho's keys since v5 and before, for which its OpenAPI file still stands (public report R104). */
function executionIn(body: Record<string, unknown>): Execution | undefined {
	const parallel = body.parallel_execution ?? body.concurrent_execution;
	if (body.rollback_on_fail === true && parallel === true) {
		throw new FormMistake(
			'Requests',
			'asks for rollback_on_fail and parallel_execution together; Zoho takes one of them (AMBIGUITY_DURING_PROCESSING)',
		);
	}
	if (body.rollback_on_fail === true) return 'allOrNothing';
	if (parallel === undefined) return undefined;
	return parallel === true ? 'parallel' : 'inOrder';
}

/**
 * One sub-request as Zoho takes it, its uri also in the short form (`Leads/123`).
 * @throws FormMistake for what is no object
 */
export function readJsonRequest(given: unknown, otherwise: string): SubRequest {
	const each = asObject(given);
	if (!each) throw new FormMistake('Requests', 'holds something that is no object');
	const { sub_request_id: name, method, uri, path, params, headers, body } = each;
	const headersGiven = asObject(headers);
	return withRowLimit({
		sub_request_id: textOr(name, otherwise),
		method: textOr(method, 'GET').toUpperCase(),
		...wireAddress(textOr(uri ?? path, ''), asObject(params)),
		...(headersGiven ? { headers: headersGiven } : {}),
		...(body === undefined || body === null ? {} : { body }),
	});
}

const textOr = (value: unknown, otherwise: string): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : otherwise;
