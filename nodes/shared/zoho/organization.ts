import { asObject, textOf } from './readBody';
import type { ZohoCall } from './call';
import { API_VERSION } from './call';
import { send } from './send';
import type { Session } from './session';
import { ZohoStop } from './stop';

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

/**
 * Outside production, asks once a day (one credit) whether the login really belongs to that environment,
 * so that a sandbox workflow cannot write into the live organisation. In production nothing is asked.
 * @throws ZohoStop `environment` on a mismatch, before anything is written
 */
export async function checkEnvironment(session: Session): Promise<void> {
	const { environment } = session.credential;
	if (environment === 'production') return;
	await session.state.once(`orgType:${session.org}:${session.base}`, DAY_MS, async () => {
		const answer = await send(session, orgCall());
		const reply = answer.kind === 'answered' ? answer.reply : undefined;
		const [org] = (asObject(reply?.body)?.org as unknown[] | undefined) ?? [];
		const type = textOf(org, 'type');
		if (type !== environment) throw wrongEnvironment(environment, type ?? 'unknown');
		return type;
	});
}

const wrongEnvironment = (wanted: string, found: string): ZohoStop =>
	new ZohoStop(
		'environment',
		`The credential says '${wanted}', but it is connected to a ${found} organisation`,
		"Nothing was written. Set 'Environment' in the credential to match, or connect it again and choose the " +
			`${wanted} organisation on Zoho's consent page.`,
	);
