import type { TokenRequest } from './seed';
import type { Zoho } from './zoho';

export interface Reply {
	status: number;
	headers: Headers;
	/** Parsed JSON; undefined without a body. */
	body: unknown;
}

/** A caller of the API in one org, without a socket: for the simulator's own tests. */
export function clientOf(zoho: Zoho, request: TokenRequest = {}) {
	const issued = zoho.issueToken(request);
	const send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
		ask(zoho, new URL(issued.api_domain).pathname.replace(/\/$/, '') + path, {
			method,
			headers: { authorization: `Zoho-oauthtoken ${issued.access_token}`, ...headers },
			body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
		});
	return {
		...issued,
		send,
		get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
	};
}

/** Any request to the simulator, answered and read. */
export async function ask(zoho: Zoho, path: string, init?: RequestInit): Promise<Reply> {
	const response = await zoho.handle(new Request(zoho.origin + path, init));
	const text = await response.text();
	const json = response.headers.get('content-type')?.includes('json') && text !== '';
	return {
		status: response.status,
		headers: response.headers,
		body: json ? JSON.parse(text) : text || undefined,
	};
}
