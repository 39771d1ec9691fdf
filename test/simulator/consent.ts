import { dataCenterOrigin } from './address';
import type { AccountsAddress } from './address';
import type { Clock } from './clock';
import type { Environment, Org } from './org';
import { wellFormed } from './scopes';
import type { Switches } from './switches';
import type { TokenStore } from './tokens';

/** How the person in front of the consent page decides; set by a test or by `POST /_sim/consent`. */
export interface ConsentDecision {
	/** `error=access_denied` goes back to the app. */
	deny?: boolean;
	/** Where the chosen org lives; default: the data centre of the page. */
	dataCenter?: string;
	environment?: Environment;
	/** Which user signs in; default: the org's first administrator. */
	email?: string;
}

export interface AccountsServer {
	tokens: TokenStore;
	clock: Clock;
	switches: Switches;
	decision: ConsentDecision;
	/** The org of a data centre and environment, made when there is none yet. */
	org(dataCenter: string, environment: Environment): Org;
}

export interface AccountsCall {
	address: AccountsAddress;
	origin: string;
	form: URLSearchParams;
}

export interface AccountsReply {
	status: number;
	body?: unknown;
	html?: string;
	location?: string;
}

/**
 * The consent page. A wrong request never goes back to the app but shows its error (Kaizen 4); a decision redirects with
 * `code`, `location` and `accounts-server`. A refresh token comes with the first consent, and later only with
 * `prompt=consent`; both need `access_type=offline`.
 * Source: https://www.zoho.com/accounts/protocol/oauth/web-apps/authorization.html
 */
export function authorize(server: AccountsServer, call: AccountsCall): AccountsReply {
	const { form } = call;
	const wrong = wrongRequest(server, form);
	if (wrong) return { status: 400, html: `<html><body><h1>${wrong}</h1></body></html>` };
	const back = new URL(form.get('redirect_uri')!);
	const state = form.get('state');
	if (state !== null) back.searchParams.set('state', state);
	const params = server.decision.deny ? { error: 'access_denied' } : grantCode(server, call);
	for (const [name, value] of Object.entries(params)) back.searchParams.set(name, value);
	return { status: 302, location: back.href };
}

function wrongRequest(server: AccountsServer, form: URLSearchParams): string | undefined {
	const client = server.tokens.clients.get(form.get('client_id') ?? '');
	if (!client) return 'Invalid Client ID';
	const redirect = form.get('redirect_uri');
	const allowed = client.redirectUris ?? [redirect];
	if (redirect === null || !URL.canParse(redirect) || !allowed.includes(redirect)) {
		return 'Invalid Redirect Uri';
	}
	if (form.get('response_type') !== 'code') return 'Invalid Response Type';
	const accessType = form.get('access_type') ?? 'online';
	if (!['online', 'offline'].includes(accessType)) return 'Invalid Access Type';
	const scopes = scopesOf(form);
	return scopes.length > 0 && scopes.every(wellFormed) ? undefined : 'Scope does not exist';
}

function grantCode(server: AccountsServer, call: AccountsCall): Record<string, string> {
	const { form, address } = call;
	const { decision, tokens } = server;
	const org = server.org(
		decision.dataCenter ?? address.dataCenter,
		decision.environment ?? 'production',
	);
	const user = org.users.find((one) => (decision.email ? one.email === decision.email : one.admin));
	if (!user) return { error: 'access_denied' };
	const of = { clientId: form.get('client_id')!, scopes: scopesOf(form), org, user };
	const again = tokens.consent(of);
	const asked = form.get('access_type') === 'offline';
	const grant = tokens.newGrant(of, asked && (!again || prompts(form).includes('consent')));
	const code = tokens.newCode(grant, form.get('redirect_uri')!);
	if (!code) return { error: 'access_denied' };
	return {
		code: code.code,
		location: org.dataCenter,
		'accounts-server': dataCenterOrigin(call.origin, org.dataCenter),
	};
}

function prompts(form: URLSearchParams): string[] {
	return (form.get('prompt') ?? '').split(/[ ,]/);
}

/** Zoho separates scopes by commas; a space makes one scope that does not exist. */
function scopesOf(form: URLSearchParams): string[] {
	return (form.get('scope') ?? '').split(',').filter(Boolean);
}
