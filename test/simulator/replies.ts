import type { SimReply } from './route';

/** An answer to a call that Zoho took on: charged at the route's price. */
export function answer(body: unknown, status = 200, headers?: Record<string, string>): SimReply {
	return { status, body, headers, accepted: true };
}

/** 204: a list with nothing in it has no body (v8 status codes). */
export function noContent(): SimReply {
	return { status: 204, accepted: true };
}

/** 304: nothing changed since `If-Modified-Since`. Not at the route's price but at the switch `notModifiedCost`. */
export function notModified(): SimReply {
	return { status: 304, accepted: false };
}

/** A call refused as a whole: `{ code, details, message, status: "error" }` (v8 response structure). */
export function refuse(
	status: number,
	code: string,
	message: string,
	details: Record<string, unknown> = {},
): SimReply {
	return { status, body: { code, details, message, status: 'error' }, accepted: false };
}
