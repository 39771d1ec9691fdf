import { dataCenterOrigin } from './address';
import type { AccountsCall, AccountsReply, AccountsServer } from './consent';
import type { AccessToken } from './tokens';

/** `grant_type=authorization_code`. Errors come as HTTP 200 with `{ error }` (facts §9.5). */
export function exchangeCode(server: AccountsServer, call: AccountsCall): AccountsReply {
	const wrong = wrongClient(server, call.form);
	if (wrong) return failure(wrong);
	const found = server.tokens.takeCode(call.form.get('code') ?? '');
	// The code is known only to the accounts server named in the redirect.
	if (!found || found.grant.org.dataCenter !== call.address.dataCenter)
		return failure('invalid_code');
	if (found.grant.clientId !== call.form.get('client_id')) return failure('invalid_client');
	if (found.redirectUri !== call.form.get('redirect_uri')) return failure('invalid_redirect_uri');
	server.tokens.keep(found.grant);
	const token = server.tokens.newAccess(found.grant);
	const { refreshToken } = found.grant;
	return success({
		access_token: token.token,
		...(refreshToken ? { refresh_token: refreshToken } : {}),
		...common(token, apiDomain(server, call, token)),
	});
}

/** `grant_type=refresh_token`. The refresh token stays the same and is not repeated. */
export function refresh(server: AccountsServer, call: AccountsCall): AccountsReply {
	const wrong = wrongClient(server, call.form);
	if (wrong) return failure(wrong);
	const grant = server.tokens.grantOf(call.form.get('refresh_token') ?? '');
	if (!grant || grant.org.dataCenter !== call.address.dataCenter) return failure('invalid_code');
	if (grant.clientId !== call.form.get('client_id')) return failure('invalid_client');
	if (server.tokens.throttled(grant)) return throttled(server.switches.tokenThrottleStatus);
	const token = server.tokens.newAccess(grant);
	const domain = server.switches.refreshAnswerHasApiDomain
		? apiDomain(server, call, token)
		: undefined;
	return success({ access_token: token.token, ...common(token, domain) });
}

export function revoke(server: AccountsServer, call: AccountsCall): AccountsReply {
	const known = server.tokens.revoke(call.form.get('token') ?? '');
	return known ? success({ status: 'success' }) : failure('invalid_token');
}

/** Host of the API for this token: `https://www.zohoapis.eu` is `http://host/eu` here. */
export function apiDomain(
	server: Pick<AccountsServer, 'switches'>,
	call: Pick<AccountsCall, 'origin'>,
	token: AccessToken,
): string {
	const { org } = token.grant;
	const host = dataCenterOrigin(call.origin, org.dataCenter);
	const named = server.switches.apiDomainNamesEnvironment && org.type !== 'production';
	return named ? `${host}/${org.type}` : host;
}

function common(token: AccessToken, domain: string | undefined) {
	return {
		scope: token.grant.scopes.join(' '),
		...(domain === undefined ? {} : { api_domain: domain }),
		token_type: 'Bearer',
		expires_in: 3600,
	};
}

function wrongClient(server: AccountsServer, form: URLSearchParams): string | undefined {
	const client = server.tokens.clients.get(form.get('client_id') ?? '');
	if (!client) return 'invalid_client';
	return client.secret === form.get('client_secret') ? undefined : 'invalid_client_secret';
}

/** Kaizen 43: ten access tokens in ten minutes from one refresh token, then this. */
function throttled(status: number): AccountsReply {
	const description =
		'You have made too many requests continuously. Please try again after some time.';
	const body = { error: 'Access Denied', error_description: description, status: 'failure' };
	return { status, body };
}

function success(body: Record<string, unknown>): AccountsReply {
	return { status: 200, body };
}

function failure(error: string): AccountsReply {
	return { status: 200, body: { error } };
}
