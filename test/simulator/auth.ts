import type { ApiAddress } from './address';
import { refuse } from './replies';
import type { SimReply } from './route';
import type { Switches } from './switches';
import type { AccessToken, TokenStore } from './tokens';

/** `Zoho-oauthtoken …` is the documented form; `Bearer …` is what `token_type` says, and works too. */
const AUTHORIZATION = /^(Bearer|Zoho-oauthtoken)\s+(\S+)$/i;

/** For the log: which form was used, never the token. */
export function authorizationKind(
	headers: Headers,
): 'Bearer' | 'Zoho-oauthtoken' | 'other' | 'none' {
	const header = headers.get('authorization');
	if (header === null) return 'none';
	const form = AUTHORIZATION.exec(header)?.[1].toLowerCase();
	if (form === undefined) return 'other';
	return form === 'bearer' ? 'Bearer' : 'Zoho-oauthtoken';
}

export function presentedToken(headers: Headers): string | undefined {
	return AUTHORIZATION.exec(headers.get('authorization') ?? '')?.[2];
}

/** The live token of a call to this address, or the refusal (facts §9.5). */
export function authenticate(
	headers: Headers,
	address: ApiAddress,
	tokens: TokenStore,
	switches: Switches,
): AccessToken | SimReply {
	const presented = presentedToken(headers);
	if (presented === undefined) return unauthorized('AUTHENTICATION_FAILURE');
	const token = tokens.accessOf(presented);
	if (!token) return unauthorized(switches.expiredTokenCode);
	const { org } = token.grant;
	if (org.dataCenter !== address.dataCenter) return unauthorized(switches.wrongDataCenterCode);
	if (org.type !== address.environment) return unauthorized(switches.wrongEnvironmentCode);
	return token;
}

type AuthCode = 'AUTHENTICATION_FAILURE' | 'INVALID_TOKEN' | 'INVALID_OAUTHTOKEN' | 'INVALID_HOST';

const MESSAGES: Record<AuthCode, string> = {
	AUTHENTICATION_FAILURE: 'Authentication failed',
	INVALID_TOKEN: 'invalid oauth token',
	INVALID_OAUTHTOKEN: 'invalid oauth token',
	INVALID_HOST: 'invalid host',
};

function unauthorized(code: AuthCode): SimReply {
	return refuse(code === 'INVALID_HOST' ? 400 : 401, code, MESSAGES[code]);
}

export function scopeMismatch(): SimReply {
	return refuse(401, 'OAUTH_SCOPE_MISMATCH', 'invalid oauth scope to access this URL');
}
