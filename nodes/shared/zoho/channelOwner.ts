import type { ZohoCall } from './call';
import { API_VERSION } from './call';
import { idIn, listIn } from './readBody';
import { send } from './send';
import type { Session } from './session';
import { sharedRead } from './sharedRead';
import { ZohoStop } from './stop';
import { saidIn } from './wordings';
import { answered } from './watchReply';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** The user of the login (api/v8/get-users.html, type=CurrentUser). */
export const currentUserCall = (): ZohoCall => ({
	name: 'users.list',
	size: 1,
	method: 'GET',
	path: `crm/${API_VERSION}/users`,
	query: { type: 'CurrentUser' },
	repeat: 'safe',
	units: 1,
	heavy: false,
	purpose: 'overhead',
	scope: 'ZohoCRM.users.READ',
});

/**
 * The id of the connected user, by whom our own changes are made: 1 credit a week for each login.
 * @throws ZohoStop
 */
export async function ownUserId(session: Session): Promise<string> {
	const key = `ownUser:${session.org}:${session.credentialId}`;
	const { value } = await sharedRead(session, key, WEEK_MS, async () => {
		const reply = answered(await send(session, currentUserCall()));
		const id = idIn(listIn(reply.body, 'users').at(0), 'id');
		if (id !== undefined) return id;
		const said = saidIn(reply);
		throw new ZohoStop(
			'refused',
			`Zoho did not say who is connected: ${said.code} ${said.message}`,
			"Switch 'Ignore Own Changes' off, or let the connected user read users.",
			said,
		);
	});
	return value;
}
