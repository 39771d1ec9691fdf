import type { Answer } from './disruption';
import type { SimReply } from './route';

/** The connection died before an answer; `code` is what Node's sockets say. */
export class ConnectionReset extends Error {
	readonly code = 'ECONNRESET';

	constructor() {
		super('socket hang up');
	}
}

/** Statuses that have no body. */
const BODILESS = [204, 304];
const JSON_TYPE = 'application/json;charset=utf-8';

export function bytesOf(reply: SimReply): Uint8Array | undefined {
	if (BODILESS.includes(reply.status)) return undefined;
	if (reply.bytes) return reply.bytes;
	return reply.body === undefined
		? undefined
		: new TextEncoder().encode(JSON.stringify(reply.body));
}

/**
 * The answer as it goes over the wire; `common` are the headers that every answer of this server has.
 * @throws ConnectionReset where the fault cuts the connection. In the middle of an answer the body's stream fails instead.
 */
export function send({ reply, broken }: Answer, common: Record<string, string>): Response {
	const bytes = bytesOf(reply);
	if (broken === 'reset' || (broken && !bytes)) throw new ConnectionReset();
	const headers = new Headers(common);
	if (bytes) headers.set('content-type', JSON_TYPE);
	if (bytes) headers.set('content-length', String(bytes.length));
	for (const [name, value] of Object.entries(reply.headers ?? {})) headers.set(name, value);
	const body = broken && bytes ? halfOf(bytes) : (bytes as BodyInit | undefined);
	return new Response(body ?? null, { status: reply.status, headers });
}

function halfOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
	let sent = false;
	return new ReadableStream<Uint8Array>({
		pull(controller) {
			if (sent) controller.error(new ConnectionReset());
			else controller.enqueue(bytes.slice(0, Math.ceil(bytes.length / 2)));
			sent = true;
		},
	});
}
