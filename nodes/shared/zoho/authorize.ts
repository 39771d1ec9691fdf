import { asObject, textOf } from './readBody';
import type { ZohoCall, ZohoReply } from './call';
import { CREDENTIAL_TYPE } from './context';
import { readCredential } from './credentialData';
import type { Exchange } from './request';
import { exchange } from './request';
import { backOff, pause } from './pause';
import type { Session } from './session';
import { ZohoStop } from './stop';
import {
	missingScope,
	noRefreshToken,
	notConnected,
	reconnect,
	saidIn,
	tokenHostThrottled,
	wrongDataCenter,
} from './wordings';

/** Zoho's codes for "this token is not good", as against "this token may not do that". */
const TOKEN_CODES = new Set(['INVALID_TOKEN', 'INVALID_OAUTHTOKEN', 'AUTHENTICATION_FAILURE']);

/** Refreshes under way in this process, by credential, so that parallel calls and runs share one. */
const refreshing = new Map<string, Promise<unknown>>();

/**
 * Sends a call; when Zoho says the token has ended, has n8n refresh it once and sends the call again (a
 * refused call was not executed and is not charged, so repeating it is safe).
 * @throws ZohoStop for a missing scope, a login that no longer works, a throttled token host
 */
export async function sendAuthorized(session: Session, call: ZohoCall): Promise<Exchange> {
	const before = session.credential.accessToken;
	if (before === null) throw notConnected();
	const first = await exchange(session, call);
	if (first.kind !== 'reply' || first.reply.status !== 401) return first;
	checkRefusal(call, first.reply);
	await renewToken(session, before, first.reply);
	const second = await exchange(session, call);
	if (second.kind !== 'reply' || second.reply.status !== 401) return second;
	// A token fresh from the token host is sometimes not known everywhere at once (public report R05).
	await pause(session, backOff(0, 500, 1000));
	const third = await exchange(session, call);
	if (third.kind !== 'reply' || third.reply.status !== 401) return third;
	checkRefusal(call, third.reply);
	throw loginRefused(session, third.reply);
}

function checkRefusal(call: ZohoCall, reply: ZohoReply): void {
	const code = textOf(reply.body, 'code') ?? '';
	if (code === 'OAUTH_SCOPE_MISMATCH') throw missingScope(call.scope, call.path, saidIn(reply));
	if (!TOKEN_CODES.has(code) && code !== '') {
		const said = saidIn(reply);
		throw new ZohoStop(
			'login',
			`Zoho refused the login: ${said.code} ${said.message}`,
			'Connect the credential again.',
			said,
		);
	}
}

/** Makes sure a newer token than `before` is stored: by somebody else's refresh if there was one, else by ours. */
async function renewToken(
	session: Session,
	before: string | null,
	refused: ZohoReply,
): Promise<void> {
	session.credential = readCredential(await session.ctx.getCredentials(CREDENTIAL_TYPE));
	if (session.credential.accessToken !== before) return;
	if (!session.credential.hasRefreshToken) throw noRefreshToken();
	const answer = await refreshOnce(session);
	session.credential = readCredential(await session.ctx.getCredentials(CREDENTIAL_TYPE));
	if (session.credential.accessToken !== before) return;
	// The token host answers 200 also when it refuses; n8n then keeps the old token and the `error` key.
	throw tokenRefusal(session, textOf(answer, 'error'), saidIn(refused));
}

async function refreshOnce(session: Session): Promise<unknown> {
	const key = session.caller;
	const running = refreshing.get(key);
	if (running) return await running;
	const { helpers } = session.ctx;
	const refresh = helpers.refreshOAuth2Token
		.call(session.ctx, CREDENTIAL_TYPE)
		.catch((error: unknown) => {
			throw tokenRefusal(session, textOf(asObject(error)?.body, 'error') ?? messageOf(error), null);
		})
		.finally(() => refreshing.delete(key));
	refreshing.set(key, refresh);
	return await refresh;
}

function tokenRefusal(
	session: Session,
	error: string | undefined,
	said: ReturnType<typeof saidIn> | null,
): ZohoStop {
	const words = said ?? { status: null, code: error ?? '', message: '', details: {} };
	if (/access denied|too many/i.test(error ?? ''))
		return tokenHostThrottled({ ...words, message: error ?? '' });
	if (/invalid_client|invalid_code/i.test(error ?? '')) {
		return wrongDataCenter(session.credential.dataCenter.toUpperCase(), {
			...words,
			code: error ?? '',
		});
	}
	return reconnect({ ...words, message: words.message || (error ?? '') });
}

function loginRefused(session: Session, reply: ZohoReply): ZohoStop {
	const said = saidIn(reply);
	return session.credential.environment === 'production'
		? wrongDataCenter(session.credential.dataCenter.toUpperCase(), said)
		: reconnect(said);
}

const messageOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);
