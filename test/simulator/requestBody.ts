import { parseExactJson } from './exactJson';
import { refuse } from './replies';
import type { SimReply } from './route';

/** Stands for a body that should have been JSON and is not. */
export const MALFORMED = Symbol('malformed JSON');

/** JSON of a request; undefined where there is none (no body, an upload), MALFORMED when it cannot be read. */
export function bodyOf(headers: Headers, raw: Uint8Array): unknown {
	const type = headers.get('content-type') ?? '';
	if (raw.length === 0 || /multipart|octet-stream|zip|csv|image/i.test(type)) return undefined;
	try {
		return parseExactJson(new TextDecoder().decode(raw));
	} catch {
		return MALFORMED;
	}
}

export function notJson(): SimReply {
	return refuse(400, 'INVALID_DATA', 'body', { expected_data_type: 'jsonobject' });
}
