import type { ZohoReply } from './call';
import type { ZohoCredential } from './credentialData';
import { textOf, asObject } from './readBody';
import { featuresGranting, scopesMissing } from './scopes';
import type { ZohoSaid } from './stop';
import { ZohoStop } from './stop';

/** Zoho's own words in an answer, whole; null codes become the status. */
export function saidIn(reply: Pick<ZohoReply, 'status' | 'body' | 'text'>): ZohoSaid {
	return {
		status: reply.status,
		code: textOf(reply.body, 'code') ?? `HTTP_${reply.status}`,
		message: textOf(reply.body, 'message') ?? reply.text.slice(0, 300),
		details: asObject(reply.body)?.details ?? {},
	};
}

// The four that every node words the same.

export const wrongDataCenter = (chosen: string, said: ZohoSaid | null = null): ZohoStop =>
	new ZohoStop(
		'dataCenter',
		`Zoho does not know this login in the data centre ${chosen.toUpperCase()}`,
		"Look at the address of your Zoho CRM (crm.zoho.com, crm.zoho.eu …), choose that 'Data Centre' in the " +
			'credential and connect again. The client in the Zoho API console needs "multi-DC" switched on when ' +
			'it was made in another data centre. If the data centre is right, the login has been ended in Zoho, ' +
			'or Client ID and Client Secret are not of that data centre: correct them and connect again.',
		said,
	);

/** @param needed all scopes that the call needs; of those that Zoho granted only the others are named */
export function missingScope(
	needed: string | readonly string[],
	path: string,
	said: ZohoSaid,
	{ features, grantedScopes }: Pick<ZohoCredential, 'features' | 'grantedScopes'>,
): ZohoStop {
	const all = [needed].flat();
	const missing = scopesMissing(all, grantedScopes ?? []);
	const scopes = missing.length > 0 ? missing : all;
	return new ZohoStop(
		'scope',
		`The credential lacks the scope ${scopes.join(' or ')}, which ${path} needs`,
		scopes.map((scope) => howToGrant(scope, features)).join(' ') +
			' Save the credential and connect it again: a login keeps the scopes it was made with.',
		said,
	);
}

function howToGrant(scope: string, ticked: readonly string[]): string {
	const granting = featuresGranting(scope);
	const boxes = granting.map(({ label }) => `'${label}'`).join(' or ');
	if (boxes === '') return `Add ${scope} to 'Additional Scopes' in the credential.`;
	return granting.some(({ id }) => ticked.includes(id))
		? `${boxes} is ticked under 'Features', but the login was made without it.`
		: `Tick ${boxes} under 'Features' in the credential.`;
}

export const noRefreshToken = (): ZohoStop =>
	new ZohoStop(
		'login',
		'The access token has ended, and Zoho gave no refresh token when this credential was connected',
		'Open the credential and connect it again; Zoho hands out a refresh token only with a fresh consent.',
	);

export const notConnected = (): ZohoStop =>
	new ZohoStop(
		'login',
		'The credential holds no access token',
		"Open the credential and press 'Connect' ('Connect my account' in n8n 1). When that ends without a token, check the data centre.",
	);

export const tokenHostThrottled = (said: ZohoSaid | null = null): ZohoStop =>
	new ZohoStop(
		'tokenThrottled',
		'Zoho hands out no more access tokens for now (at most ten in ten minutes)',
		'Wait ten minutes before the next run. Many n8n instances or credentials on one connection use the ' +
			'tokens up faster; give each its own.',
		said,
	);

export const reconnect = (said: ZohoSaid | null): ZohoStop =>
	new ZohoStop(
		'login',
		'Zoho no longer accepts this login',
		'Open the credential and connect it again. Zoho ends a login when its twenty-first refresh token is ' +
			'made, when access is revoked, or when the password changes.',
		said,
	);

/** A token fresh from the token host that the API does not take. */
export function loginRefused(
	{ environment, dataCenter }: Pick<ZohoCredential, 'environment' | 'dataCenter'>,
	said: ZohoSaid,
): ZohoStop {
	if (environment === 'production') return wrongDataCenter(dataCenter, said);
	return new ZohoStop(
		'login',
		`Zoho does not accept this login in the ${environment} environment`,
		`Connect the credential again and choose the ${environment} organisation on Zoho's consent page, or set ` +
			"'Environment' in the credential to what the login belongs to.",
		said,
	);
}

export const creditsGone = (said: ZohoSaid | null): ZohoStop =>
	new ZohoStop(
		'creditsGone',
		'The organisation has no API credits left',
		'Credits come back 24 hours after each was spent; there is no reset at midnight. Add-on credits can be ' +
			'switched on in Zoho CRM under Setup > Developer Hub > APIs > Credits.',
		said,
	);

export const overRunCap = (cap: number, price: number, spent: number): ZohoStop =>
	new ZohoStop(
		'budget',
		`The next call costs ${price} credits, and ${spent} of the ${cap} allowed for this run are spent`,
		"Raise 'Max Credits for This Run', or run the rest later.",
	);

export const overDailyCap = (limit: number, price: number, available: number): ZohoStop =>
	new ZohoStop(
		'budget',
		`The next call costs ${price} credits, and ${available} of ${limit} allowed in 24 hours are left`,
		"Wait until earlier credits are 24 hours old, or change 'Daily Cap' or 'Reserve' in the credential.",
	);

export const intoReserve = (reserve: number, price: number, remaining: number): ZohoStop =>
	new ZohoStop(
		'budget',
		`The next call costs ${price} credits, and Zoho has ${remaining} left, of which ${reserve} are kept in reserve`,
		"Wait until earlier credits are 24 hours old, or lower 'Reserve' in the credential.",
	);

/** @param used credits used in 24 hours, by `basis` */
export const overStopAt = (
	stopAt: number,
	price: number,
	used: number,
	allowance: number,
	basis: 'header' | 'ledger',
): ZohoStop =>
	new ZohoStop(
		'budget',
		`The next call costs ${price} credits, and ${used} of ${allowance} are used in 24 hours by ` +
			`${basis === 'header' ? "Zoho's own number" : 'our ledger'}: that goes beyond ${stopAt} %`,
		"Wait until earlier credits are 24 hours old, or change 'Stop At' in the credential.",
	);

export const tooManyAtOnce = (said: ZohoSaid | null): ZohoStop =>
	new ZohoStop(
		'busy',
		'Zoho went on refusing because too many calls run at once',
		"Lower 'Parallel Calls', run fewer workflows at the same time, or give other apps their own client in " +
			'the Zoho API console: Zoho counts calls at once per organisation and client.',
		said,
	);

/** @param url of which only the host is shown: a custom base URL may hold a password */
export const unreachable = (url: string, code: string): ZohoStop =>
	new ZohoStop(
		'unreachable',
		`${hostOf(url)} cannot be reached (${code})`,
		'Nothing was sent. Check the network of the n8n server and the data centre and custom base URL of the credential.',
	);

/** An address that Zoho named, or that pretends to come from Zoho, which is none of its data centre (public report R109). */
export const foreignHost = (url: string): ZohoStop =>
	new ZohoStop(
		'refused',
		`${hostOf(url)} is no host of the data centre that the login belongs to, so it is not shown the token`,
		'Nothing was sent there. Check the data centre and the custom base URL of the credential.',
	);

export const hostOf = (url: string): string =>
	(URL.canParse(url) && new URL(url).host) || 'The custom base URL';

export const stoppedByUser = (): ZohoStop =>
	new ZohoStop('cancelled', 'The execution was stopped', 'Run it again when you want to go on.');
