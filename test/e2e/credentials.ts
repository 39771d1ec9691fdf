import { SIMULATOR_CLIENT } from '../simulator/seed';
import type { N8nSession } from './n8nRest';
import type { Simulator } from './simulatorProcess';

export interface CredentialReference {
	type: string;
	id: string;
	name: string;
}

export interface CredentialFile {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** Saves a credential as the editor does; gives back what a workflow's node refers to it by. */
export async function addCredential(
	session: N8nSession,
	credential: CredentialFile,
): Promise<CredentialReference> {
	const { id } = (await session.call('POST', '/rest/credentials', credential)) as { id: string };
	return { type: credential.type, id, name: credential.name };
}

/** The app that the simulator always knows. */
const app = { clientId: SIMULATOR_CLIENT.id, clientSecret: SIMULATOR_CLIENT.secret };

/** Our credential, everything sent to the simulator. */
export function ourCredential(simulator: Simulator): CredentialFile {
	return {
		name: 'Zoho CRM (simulator)',
		type: 'zohoCrmOAuth2Api',
		data: { ...app, customBaseUrl: simulator.url },
	};
}

/** The built-in node's credential. Its form offers Zoho's own addresses only; n8n itself takes any. */
export function peerCredential(simulator: Simulator): CredentialFile {
	return {
		name: 'Zoho (simulator)',
		type: 'zohoOAuth2Api',
		data: {
			...app,
			authUrl: `${simulator.url}/oauth/v2/auth`,
			accessTokenUrl: `${simulator.url}/oauth/v2/token`,
		},
	};
}

/**
 * Connects a credential as the editor's button does: to the consent page, where the simulator's user
 * agrees, and back to n8n, which exchanges the code. Throws with the page that says otherwise.
 */
export async function connect(session: N8nSession, { id }: CredentialReference) {
	const consent = await session.call('GET', `/rest/oauth2-credential/auth?id=${id}`);
	const answer = await fetch(String(consent), { redirect: 'manual' });
	const back = answer.headers.get('location');
	if (back === null) throw new Error(`Consent answered ${answer.status}: ${await answer.text()}`);
	const { pathname, search } = new URL(back);
	const page = await session.visit(pathname + search);
	const stored = await session.call('GET', `/rest/credentials/${id}?includeData=true`);
	// n8n blanks the tokens out: `true` says that there are some.
	const { oauthTokenData } = (stored as { data: { oauthTokenData?: unknown } }).data;
	if (oauthTokenData !== true) throw new Error(`n8n holds no token after consent: ${page}`);
}
