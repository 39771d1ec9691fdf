import type { AccountsAddress } from './address';
import { authorize } from './consent';
import type { AccountsServer, AccountsReply } from './consent';
import { exchangeCode, refresh, revoke } from './tokenEndpoint';

/**
 * The accounts servers of all data centres: `GET /oauth/v2/auth`, `POST /oauth/v2/token`, `POST /oauth/v2/token/revoke`.
 * Parameters come in the query, urlencoded, or as multipart (Zoho's own SDK).
 * Source: https://www.zoho.com/crm/developer/docs/api/v8/oauth-overview.html
 */
export async function accounts(
	server: AccountsServer,
	address: AccountsAddress,
	request: { method: string; url: URL; headers: Headers; raw: Uint8Array },
): Promise<AccountsReply> {
	const call = { address, origin: request.url.origin, form: await formOf(request) };
	if (address.endpoint === 'auth') {
		return request.method === 'GET' ? authorize(server, call) : { status: 405 };
	}
	if (request.method !== 'POST') return { status: 405 };
	if (address.endpoint === 'token/revoke') return revoke(server, call);
	const grantType = call.form.get('grant_type');
	if (grantType === 'authorization_code') return exchangeCode(server, call);
	if (grantType === 'refresh_token') return refresh(server, call);
	return { status: 200, body: { error: 'unsupported_grant_type' } };
}

async function formOf(request: { url: URL; headers: Headers; raw: Uint8Array }) {
	const form = new URLSearchParams(request.url.searchParams);
	const type = request.headers.get('content-type') ?? '';
	if (request.raw.length === 0 || !/urlencoded|multipart/i.test(type)) return form;
	const body = new Response(request.raw as BodyInit, { headers: { 'content-type': type } });
	for (const [name, value] of await body.formData()) {
		if (typeof value === 'string') form.set(name, value);
	}
	return form;
}
