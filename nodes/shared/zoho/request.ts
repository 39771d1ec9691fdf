import type { IHttpRequestOptions } from 'n8n-workflow';

import type { ByteStream, ZohoCall, ZohoReply } from './call';
import { CREDENTIAL_TYPE } from './context';
import { mayReceiveToken } from './hosts';
import { readBody } from './readBody';
import type { Session } from './session';
import { foreignHost } from './wordings';

/** What one HTTP exchange came to. `sent: false` when the request cannot have reached Zoho. */
export type Exchange =
	| { kind: 'reply'; reply: ZohoReply }
	| { kind: 'broken'; code: string; sent: boolean };

/** The longest Zoho may take over one call: composite requests end after five minutes. */
const TIMEOUT_MS = 330_000;

/** Failures in which no byte of the request left: no such address, nobody listens, no certificate to trust, no URL. */
const NOT_SENT =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_INVALID_URL|ERR_TLS_.+|.*CERT.*)$/;

/**
 * The one place that speaks HTTP to Zoho's API: n8n's authenticated helper, which signs with the stored
 * token. n8n must not refresh by itself here: it would do so for every 401, a missing scope included
 * (public report R28). In 2.x skipTokenRefresh says so (n8n-core `request-helpers/oauth.ts`); in 1.x a 401
 * comes back as a reply because its status is ignored (n8n-core 1.122 `request-helper-functions.ts`).
 * @param refresh `byN8n`: n8n is to refresh at a 401 and to repeat the call, for versions without a helper to ask
 */
export async function exchange(
	session: Session,
	call: ZohoCall,
	refresh: 'never' | 'byN8n' = 'never',
): Promise<Exchange> {
	if (!/^https?:\/\/./i.test(call.base ?? session.base)) {
		return { kind: 'broken', code: 'no address of the form https://…', sent: false };
	}
	if (call.base !== undefined && !mayReceiveToken(`${call.base}/${call.path}`, session.credential))
		throw foreignHost(call.base);
	try {
		const response: unknown = await session.ctx.helpers.httpRequestWithAuthentication.call(
			session.ctx,
			CREDENTIAL_TYPE,
			optionsFor(session, call, refresh),
			{ oauth2: { skipTokenRefresh: refresh === 'never' } },
		);
		return { kind: 'reply', reply: await readWhole(replyFrom(response)) };
	} catch (error) {
		const answered = await repliedIn(error, refresh);
		if (answered) return { kind: 'reply', reply: answered };
		const code = codeIn(error) ?? 'no answer';
		return { kind: 'broken', code, sent: !(NOT_SENT.test(code) || brokeWhileConnecting(error)) };
	}
}

const ENCODINGS = { json: 'text', file: 'arraybuffer', stream: 'stream' } as const;

function optionsFor(
	session: Session,
	call: ZohoCall,
	refresh: 'never' | 'byN8n',
): IHttpRequestOptions {
	return {
		method: call.method,
		url: `${call.base ?? session.base}/${call.path}`,
		qs: call.query,
		headers: {
			...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
			...call.headers,
		},
		// As bytes: axios would parse and print JSON text once more before sending it.
		body: call.body === undefined ? undefined : Buffer.from(call.body),
		encoding: ENCODINGS[call.answer ?? 'json'],
		returnFullResponse: true,
		ignoreHttpStatusErrors: refresh === 'never',
		timeout: TIMEOUT_MS,
		abortSignal: session.signal,
		// What is written goes where it was sent, or nowhere: a 307 would hand it to another host, a 302 drop it.
		disableFollowRedirect: call.method !== 'GET',
		sendCredentialsOnCrossOriginRedirect: false,
	};
}

type RawResponse = {
	statusCode?: number;
	status?: number;
	headers?: unknown;
	body?: unknown;
	data?: unknown;
};

function replyFrom(response: unknown): ZohoReply {
	const { statusCode, status, headers, body, data } = response as RawResponse;
	const lowerCase = Object.entries((headers ?? {}) as Record<string, unknown>).map(
		([name, value]) => [name.toLowerCase(), String(value)] as const,
	);
	const head = { status: statusCode ?? status ?? 0, headers: Object.fromEntries(lowerCase) };
	const content = body ?? data ?? '';
	if (isStream(content)) return { ...head, text: '', stream: content, body: undefined };
	const bytes = bytesOf(content);
	if (bytes && bytes.length > 0 && !/json/i.test(head.headers['content-type'] ?? ''))
		return { ...head, text: '', bytes, body: undefined };
	const text = bytes ? Buffer.from(bytes).toString() : textOf(content);
	return { ...head, text, body: readBody(text) };
}

/** A refusal, and JSON where a file was wanted, are words to be read, not a file. */
async function readWhole(reply: ZohoReply): Promise<ZohoReply> {
	const { stream, ...head } = reply;
	const isFile = head.status < 300 && !/json/i.test(head.headers['content-type'] ?? '');
	if (!stream || (isFile && head.status !== 204)) return reply;
	const pieces: Uint8Array[] = [];
	for await (const piece of stream) pieces.push(piece as Uint8Array);
	const text = Buffer.concat(pieces).toString();
	return { ...head, text, body: readBody(text) };
}

const isStream = (content: unknown): content is ByteStream =>
	typeof content === 'object' && content !== null && Symbol.asyncIterator in content;

const textOf = (content: unknown): string =>
	typeof content === 'string' ? content : JSON.stringify(content);

const bytesOf = (content: unknown): Uint8Array | undefined =>
	content instanceof Uint8Array
		? content
		: content instanceof ArrayBuffer
			? new Uint8Array(content)
			: undefined;

/**
 * n8n throws for some statuses all the same; the answer is then somewhere in the error's causes. An answer that
 * broke off is there too, with its status and headers but without data: that is no answer.
 */
function replyInError(error: unknown): ZohoReply | undefined {
	for (const cause of causesOf(error)) {
		const { response } = cause;
		if (typeof response !== 'object' || response === null || !('status' in response)) continue;
		if ('data' in response && response.data !== undefined) return replyFrom(response);
	}
	return undefined;
}

/** What an error holds of an answer; nothing where the answer broke off while it was read. */
async function repliedIn(
	error: unknown,
	refresh: 'never' | 'byN8n',
): Promise<ZohoReply | undefined> {
	const reply = replyInError(error);
	if (!reply) return refresh === 'byN8n' ? statusInError(error) : undefined;
	return await readWhole(reply).catch(() => undefined);
}

/** n8n 1.x keeps nothing but the status of a refusal it throws (n8n-workflow 1.120 `execution-base.error.ts` drops the cause). */
function statusInError(error: unknown): ZohoReply | undefined {
	const status = [...causesOf(error)].map(({ httpCode }) => Number(httpCode)).find((n) => n >= 400);
	return status === undefined ? undefined : { status, headers: {}, text: '', body: undefined };
}

/** The system's, TLS' or axios' code of a broken exchange: ECONNRESET, CERT_HAS_EXPIRED, ERR_CANCELED …; n8n 1.x has it in `httpCode`. */
export function codeIn(error: unknown): string | undefined {
	return [...causesOf(error)]
		.flatMap(({ code, httpCode }) => [code, httpCode])
		.find((code): code is string => typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code));
}

/** A time-out has one code, whether the connection was made or not; Node adds which step it was. */
function brokeWhileConnecting(error: unknown): boolean {
	return [...causesOf(error)].some(
		({ syscall }) => syscall === 'connect' || syscall === 'getaddrinfo',
	);
}

function* causesOf(error: unknown): Generator<Record<string, unknown>> {
	let at: unknown = error;
	for (let depth = 0; depth < 6 && typeof at === 'object' && at !== null; depth++) {
		const cause = at as Record<string, unknown>;
		yield cause;
		at = cause.cause ?? cause.error ?? (Array.isArray(cause.errors) ? cause.errors[0] : undefined);
	}
}
