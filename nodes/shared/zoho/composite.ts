import { compositeCredits, subOutcomesIn } from '../core/compositeOutcome';
import type { SubRequest } from '../core/compositeRequest';
import type { ZohoCall } from './call';
import { API_VERSION } from './call';

export interface CompositeMode {
	/** All or nothing; sub-requests then run one after the other. */
	rollback: boolean;
	parallel: boolean;
}

/**
 * Up to five sub-requests in one call: one credit, two when all succeed under rollback. It takes five units of
 * concurrency. The body key is `parallel_execution` from v5 on; older versions and Zoho's OpenAPI file say
 * `concurrent_execution` (public report R104).
 * @param repeat whether a lost answer may be asked for again: only when every sub-request just reads
 */
export function compositeCall(
	requests: readonly SubRequest[],
	{ rollback, parallel }: CompositeMode,
	repeat: ZohoCall['repeat'],
	purpose: ZohoCall['purpose'],
): ZohoCall {
	return {
		name: 'composite.send',
		size: rollback ? 2 : 1,
		method: 'POST',
		path: `crm/${API_VERSION}/__composite_requests`,
		body: JSON.stringify({
			rollback_on_fail: rollback,
			parallel_execution: parallel && !rollback,
			__composite_requests: requests,
		}),
		repeat,
		units: 5,
		heavy: true,
		purpose,
		scope: 'ZohoCRM.composite_requests.CUSTOM',
		sizeOf: ({ body }) => {
			const outcomes = subOutcomesIn(body, requests.length);
			return outcomes && compositeCredits(rollback, outcomes);
		},
	};
}
