import type { ZohoCall, ZohoReply } from './call';
import { backOff, pause } from './pause';
import { textOf } from './readBody';
import { renewToken } from './renewToken';
import type { Exchange } from './request';
import { exchange } from './request';
import type { Session } from './session';
import { writeDownRefusal } from './spending';
import { ZohoStop } from './stop';
import { loginRefused, missingScope, notConnected, saidIn } from './wordings';

/** Zoho's codes for "this token is not good", as against "this token may not do that". */
const TOKEN_CODES = new Set(['INVALID_TOKEN', 'INVALID_OAUTHTOKEN', 'AUTHENTICATION_FAILURE', '']);

/** More than a renewal and two repeats happens only when somebody else renews the login at the same time. */
const MOST_TRIES = 5;

/**
 * Sends a call; when Zoho says the token has ended, has n8n refresh it once and sends the call again (a
 * refused call was not executed and is not charged, so repeating it is safe).
 * @throws ZohoStop for a missing scope, a login that no longer works, a throttled token host
 */
export async function sendAuthorized(session: Session, call: ZohoCall): Promise<Exchange> {
	let refresh: 'never' | 'byN8n' = 'never';
	let renewed = false;
	for (let attempt = 1; ; attempt++) {
		const token = session.credential.accessToken;
		if (token === null) throw notConnected();
		const exchanged = await exchange(session, call, refresh);
		if (exchanged.kind !== 'reply' || exchanged.reply.status !== 401) return exchanged;
		writeDownRefusal(session, call);
		checkRefusal(session, call, exchanged.reply);
		if (refresh === 'byN8n' || attempt === MOST_TRIES)
			throw loginRefused(session.credential, saidIn(exchanged.reply));
		if (renewed) {
			// A token fresh from the token host is sometimes not known everywhere at once (public report R05).
			await pause(session, backOff(0, 500, 1000));
			attempt = MOST_TRIES - 1;
			continue;
		}
		const renewal = await renewToken(session, token, exchanged.reply);
		renewed = renewal === 'refreshed';
		if (renewal === 'leftToN8n') refresh = 'byN8n';
	}
}

function checkRefusal(session: Session, call: ZohoCall, reply: ZohoReply): void {
	const code = textOf(reply.body, 'code') ?? '';
	const said = saidIn(reply);
	if (code === 'OAUTH_SCOPE_MISMATCH') {
		throw missingScope(call.scope, call.path, said, session.credential);
	}
	if (TOKEN_CODES.has(code)) return;
	throw new ZohoStop(
		'login',
		`Zoho refused the login: ${said.code} ${said.message}`,
		'Connect the credential again.',
		said,
	);
}
