import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { ZohoReply } from './call';
import type { ZohoContext } from './context';
import { CREDENTIAL_TYPE } from './context';
import { readCredential } from './credentialData';
import { accountsHost } from './hosts';
import { untilStopped } from './pause';
import { asObject, textOf } from './readBody';
import { codeIn } from './request';
import type { Session } from './session';
import type { ZohoSaid, ZohoStop } from './stop';
import {
	noRefreshToken,
	reconnect,
	saidIn,
	tokenHostThrottled,
	unreachable,
	wrongDataCenter,
} from './wordings';

/** How a better token came about. `leftToN8n`: it is still to come, this n8n has no helper to ask for it. */
export type Renewal = 'adopted' | 'refreshed' | 'leftToN8n';

/**
 * Renewals under way in this process, by credential: parallel calls and runs share one. n8n 2.x does so
 * itself (n8n-core `request-helpers/oauth.ts`, SingleFlightLease), 1.x does not.
 */
const underWay = new Map<string, Promise<Renewal>>();

/**
 * Makes sure the session has a newer token than `ended`: by somebody else's refresh if there was one, else by n8n's.
 * @throws ZohoStop when Zoho hands out none; `refused` is what Zoho said to the ended one
 */
export async function renewToken(
	session: Session,
	ended: string,
	refused: ZohoReply,
): Promise<Renewal> {
	const key = session.credentialId;
	let renewal = underWay.get(key);
	if (!renewal) {
		renewal = renew(session, ended, refused).finally(() => underWay.delete(key));
		underWay.set(key, renewal);
	}
	const how = await untilStopped(session, renewal);
	await readAgain(session);
	// The renewal joined may have been for a token older than ours.
	const inVain = how !== 'leftToN8n' && session.credential.accessToken === ended;
	return inVain ? await renewToken(session, ended, refused) : how;
}

/** Reads first what is stored, in the flight: a caller that comes just after a renewal must not cause another. */
async function renew(session: Session, ended: string, refused: ZohoReply): Promise<Renewal> {
	const stored = await readAgain(session);
	if (session.credential.accessToken !== ended) return 'adopted';
	if (!session.credential.hasRefreshToken) throw noRefreshToken();
	const { helpers } = session.ctx;
	if (typeof helpers.refreshOAuth2Token !== 'function') return 'leftToN8n';
	let answer: unknown;
	try {
		answer = await helpers.refreshOAuth2Token.call(holding(session.ctx, stored), CREDENTIAL_TYPE);
	} catch (error) {
		throw refreshFailed(session, error);
	}
	await readAgain(session);
	if (session.credential.accessToken !== ended) return 'refreshed';
	// The token host answers 200 also when it refuses; n8n then keeps the old token and adds the `error`.
	const said = tokenHostSaid(answer);
	throw said ? tokenRefused(session, said) : reconnect(saidIn(refused));
}

async function readAgain(session: Session): Promise<ICredentialDataDecryptedObject> {
	const stored = await session.ctx.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL_TYPE);
	session.credential = readCredential(stored);
	return stored;
}

/**
 * The context as it was when Zoho refused the token. n8n 2.x refreshes under a lock of all its processes, and
 * only if the stored token is still the one it was handed (n8n-core `request-helpers/oauth.ts`). Left to
 * itself it hands itself what it reads last, which another process may have renewed a moment before.
 */
function holding(ctx: ZohoContext, stored: ICredentialDataDecryptedObject): ZohoContext {
	return Object.create(ctx, { getCredentials: { value: async () => stored } }) as ZohoContext;
}

/** Words of n8n's own errors are left out: they may quote the token host's answer, tokens included. */
function refreshFailed(session: Session, error: unknown): ZohoStop {
	const said = tokenHostSaid(asObject(error)?.body);
	if (said) return tokenRefused(session, said);
	if (error instanceof NodeOperationError) return reconnect(null);
	const code = codeIn(error);
	const unreadable = code === undefined || code === 'ESTATUS';
	return unreachable(accountsHost(session.credential), unreadable ? 'unreadable answer' : code);
}

/** `{ error, error_description }` of the token host (https://help.zoho.com/portal/en/community/topic/kaizen-43-tokens-and-limitations). */
function tokenHostSaid(body: unknown): ZohoSaid | null {
	const code = textOf(body, 'error');
	if (code === undefined) return null;
	const message = textOf(body, 'error_description') ?? '';
	return { status: null, code, message, details: {} };
}

function tokenRefused(session: Session, said: ZohoSaid): ZohoStop {
	if (/access denied|too many/i.test(`${said.code} ${said.message}`))
		return tokenHostThrottled(said);
	if (/invalid_client|invalid_code/i.test(said.code))
		return wrongDataCenter(session.credential.dataCenter, said);
	return reconnect(said);
}
