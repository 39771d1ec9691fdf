import { bodyOf, refuseBody, refuseInput, type Body } from './recordBody';
import { refuse } from './replies';
import type { SimCall, SimReply } from './route';

/** A composite whose own keys are in order; its sub-requests are not looked at yet. */
export interface Composite {
	rollback: boolean;
	parallel: boolean;
	requests: unknown[];
}

const MOST = 5;

/** The key that asks for parallel work: https://www.zoho.com/crm/developer/docs/api/v5/composite-api.html, …/v3/composite-overview.html. */
function parallelKeys(call: SimCall): { own: string; foreign: string } {
	const [newer, older] = ['parallel_execution', 'concurrent_execution'];
	return call.version >= 5 ? { own: newer, foreign: older } : { own: older, foreign: newer };
}

function flag(body: Body, key: string): boolean | undefined | SimReply {
	const value = body[key];
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'boolean') return value;
	return refuseInput(key, `$.${key}`, { expected_data_type: 'boolean' });
}

function requestsIn(body: Body): unknown[] | SimReply {
	const key = '__composite_requests';
	const requests = body[key];
	if (requests === undefined || requests === null) {
		const details = { api_name: key, json_path: `$.${key}` };
		return refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', details);
	}
	if (!Array.isArray(requests)) {
		return refuseInput(key, `$.${key}`, { expected_data_type: 'jsonarray' });
	}
	if (requests.length === 0) return refuseInput(key, `$.${key}`, { minimum_length: 1 });
	if (requests.length > MOST) return refuseInput(key, `$.${key}`, { maximum_length: MOST });
	return requests;
}

function parallelFlag(call: SimCall, body: Body): boolean | undefined | SimReply {
	const { own, foreign } = parallelKeys(call);
	const given = flag(body, own);
	if (given !== undefined || !(foreign in body)) return given;
	const { compositeOtherVersionKey } = call.org.switches;
	if (compositeOtherVersionKey === 'accepted') return flag(body, foreign);
	if (compositeOtherVersionKey === 'ignored') return undefined;
	return refuse(400, 'INVALID_REQUEST', 'invalid request', {
		api_name: foreign,
		json_path: `$.${foreign}`,
	});
}

/** The keys of a composite, or what Zoho refuses it for as a whole (v7 composite page, "Possible Errors"). */
export function compositeIn(call: SimCall): Composite | SimReply {
	const body = bodyOf(call);
	if (!body) return refuseBody();
	const rollback = flag(body, 'rollback_on_fail');
	if (typeof rollback === 'object') return rollback;
	const parallel = parallelFlag(call, body);
	if (typeof parallel === 'object') return parallel;
	if (rollback && parallel) {
		const keys = ['rollback_on_fail', parallelKeys(call).own];
		const message = `${keys.join(' and ')} cannot both be true`;
		return refuse(400, 'AMBIGUITY_DURING_PROCESSING', message, {
			ambiguity_due_to: keys.map((key) => ({ api_name: key, json_path: `$.${key}` })),
		});
	}
	const requests = requestsIn(body);
	if (!Array.isArray(requests)) return requests;
	return { rollback: rollback ?? false, parallel: parallel ?? !rollback, requests };
}
