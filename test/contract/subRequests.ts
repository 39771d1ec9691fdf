import { PART } from './madeUp';
import type { Traffic } from './traffic';

interface SubRequest {
	method: string;
	uri: string;
	params?: Record<string, unknown>;
	body?: unknown;
}

interface SubResult {
	details?: { response?: { status_code: number; body?: unknown } };
}

/**
 * The requests inside a composite, each with its own answer, as if they had come alone: they have to be as the files say of
 * their paths. Without those that Zoho refused to run, whose answers are checked as part of the composite's.
 */
export function subRequestsOf({ path, requestBody, responseBody, fault }: Traffic): Traffic[] {
	if (!path.endsWith('/__composite_requests') || !requestBody || !responseBody) return [];
	const requests = listIn(requestBody) as SubRequest[];
	const results = listIn(responseBody) as SubResult[];
	return requests.flatMap((request, index) => {
		const response = results[index]?.details?.response;
		return response ? [alone(request, response, fault)] : [];
	});
}

function alone(
	{ method, uri, params = {}, body }: SubRequest,
	response: { status_code: number; body?: unknown },
	fault: string | undefined,
): Traffic {
	const query = Object.entries(params).map(([key, value]) => [key, String(value)]);
	return {
		method,
		path: uri,
		query: Object.fromEntries(query) as Record<string, string>,
		name: PART,
		status: response.status_code,
		fault,
		requestBody: textOf(body),
		responseBody: textOf(response.body),
	};
}

const textOf = (body: unknown) =>
	body === undefined || body === null ? undefined : JSON.stringify(body);

function listIn(text: string): unknown[] {
	try {
		const body = JSON.parse(text) as { __composite_requests?: unknown };
		return Array.isArray(body.__composite_requests) ? body.__composite_requests : [];
	} catch {
		// Cut off by a fault, or refused for being no JSON.
		return [];
	}
}
