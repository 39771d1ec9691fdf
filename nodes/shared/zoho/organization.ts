import { listIn, textOf } from './readBody';
import type { ZohoCall } from './call';
import { API_VERSION } from './call';
import { send } from './send';
import type { Session } from './session';
import { sharedRead } from './sharedRead';
import { ZohoStop } from './stop';
import { hostOf, saidIn } from './wordings';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The organisation (api/v8/get-org-data.html). */
export const orgCall = (): ZohoCall => ({
	name: 'org.get',
	size: 1,
	method: 'GET',
	path: `crm/${API_VERSION}/org`,
	repeat: 'safe',
	units: 1,
	heavy: false,
	purpose: 'overhead',
	scope: 'ZohoCRM.org.READ',
});

const checkKey = (session: Session): string => `orgType:${session.org}:${hostOf(session.base)}`;

/** Whether `checkEnvironment` would ask Zoho, for one credit. */
export const environmentCheckDue = async (session: Session): Promise<boolean> =>
	session.credential.environment !== 'production' &&
	(await session.state.get(checkKey(session))) === undefined;

/**
 * Outside production, asks once a day (one credit) whether the login really belongs to that environment,
 * so that a sandbox workflow cannot write into the live organisation. In production nothing is asked.
 * @throws ZohoStop `environment` on a mismatch, before anything is written
 */
export async function checkEnvironment(session: Session): Promise<void> {
	const { environment } = session.credential;
	if (environment === 'production') return;
	await sharedRead(session, checkKey(session), DAY_MS, async () => {
		const type = await organizationType(session);
		if (type !== environment) throw wrongEnvironment(environment, type);
		return type;
	});
}

/** `type` of the organisation, in small letters: Zoho's page and its OpenAPI file spell it differently. */
async function organizationType(session: Session): Promise<string> {
	const answer = await send(session, orgCall());
	if (answer.kind === 'lost') {
		throw new ZohoStop(
			'unreachable',
			`Whether the login belongs to the ${session.credential.environment} could not be found out: ${answer.reason}`,
			'Nothing was written. Try again later.',
		);
	}
	const said = saidIn(answer.reply);
	const [org] = listIn(answer.reply.body, 'org');
	const type = textOf(org, 'type');
	if (type !== undefined) return type.toLowerCase();
	throw new ZohoStop(
		'refused',
		`Zoho did not say which organisation the login belongs to: ${said.code} ${said.message}`,
		"Nothing was written. The connected user's profile must be allowed to read the organisation.",
		said,
	);
}

const wrongEnvironment = (wanted: string, found: string): ZohoStop =>
	new ZohoStop(
		'environment',
		`The credential says '${wanted}', but it is connected to a ${found} organisation`,
		"Nothing was written. Set 'Environment' in the credential to match, or connect it again and choose the " +
			`${wanted} organisation on Zoho's consent page.`,
	);
