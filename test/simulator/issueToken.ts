import type { AccountsServer } from './consent';
import type { User } from './org';
import { ALL_SCOPES, SIMULATOR_CLIENT } from './seed';
import type { IssuedToken, TokenRequest } from './seed';
import { apiDomain } from './tokenEndpoint';

/**
 * Tokens as if a user had consented, with a refresh token; they count against no throttle.
 * `origin` is where the simulator is reached: `api_domain` begins with it.
 * @throws Error when the org has no such user.
 */
export function issueToken(
	server: AccountsServer,
	request: TokenRequest,
	origin: string,
): IssuedToken {
	const { tokens } = server;
	const org = server.org(request.dataCenter ?? 'us', request.environment ?? 'production');
	const user = org.users.find((one) => isAsked(one, request.user));
	if (!user) throw new Error(`The org has no user ${request.user}`);
	const scopes = request.scopes ?? ALL_SCOPES;
	const clientId = request.clientId ?? SIMULATOR_CLIENT.id;
	const grant = tokens.newGrant({ clientId, scopes, org, user }, true);
	tokens.keep(grant);
	tokens.consent(grant);
	const expiresIn = request.expiresIn ?? 3600;
	const token = tokens.newAccess(grant, expiresIn * 1000);
	grant.made = [];
	return {
		access_token: token.token,
		refresh_token: grant.refreshToken ?? '',
		api_domain: apiDomain(server, { origin }, token),
		token_type: 'Bearer',
		expires_in: expiresIn,
		scope: scopes.join(' '),
	};
}

function isAsked(user: User, email: string | undefined): boolean {
	return email === undefined ? user.admin : user.email === email;
}
