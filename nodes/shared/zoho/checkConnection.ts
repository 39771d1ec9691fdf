import { creditsPerDay } from '../core/allowance';
import type { ZohoCall } from './call';
import { API_VERSION } from './call';
import { currentUserCall } from './channelOwner';
import type { MissingScopes, Trouble } from './connectionTroubles';
import {
	lackingScope,
	noAnswer,
	otherEnvironment,
	troublesOf,
	wrongClock,
} from './connectionTroubles';
import type { ZohoCredential } from './credentialData';
import { dataCenterOf, dataCenterOfToken } from './hosts';
import { apisCall } from './livePrices';
import { orgCall } from './organization';
import type { OrgLicence } from './orgAllowance';
import { licenceIn } from './orgAllowance';
import { listIn, textOf } from './readBody';
import { features, scopesMissing } from './scopes';
import { send } from './send';
import type { Session } from './session';
import type { StopReason } from './stop';
import { passOn, ZohoStop } from './stop';
import { hostOf, saidIn } from './wordings';

/** How the credential stands with Zoho. Unknown is null. */
export interface Connection {
	ok: boolean;
	dataCenter: { chosen: string; ofToken: string | null; label: string; apiHost: string };
	environment: { chosen: string; found: string | null };
	organization: { id: string | null; name: string | null };
	licence: (OrgLicence & { allowance: number }) | null;
	refreshToken: boolean;
	scopes: {
		/** False: the token reply did not say. */
		known: boolean;
		/** Ticked boxes whose scopes the login lacks. */
		missing: MissingScopes[];
	};
	/** Zoho's clock minus ours, in seconds; null when no answer told. */
	clockDrift: number | null;
	troubles: Trouble[];
}

/** Zoho's Date header has whole seconds, and an answer takes a while. */
const CLOCK_TOLERANCE_S = 30;

/** Nothing is known by asking once more. */
const GO_ON = new Set<StopReason>(['cancelled', 'budget', 'stateLost']);

/**
 * Asks Zoho one thing that the login may read, for at most one credit, and says what is wrong with the credential.
 * @throws ZohoStop `cancelled`, `budget` and `stateLost` only
 */
export async function checkConnection(session: Session): Promise<Connection> {
	const troubles: Trouble[] = [];
	const org = await askOnce(session, troubles);
	const { credential } = session;
	const found = textOf(org, 'type')?.toLowerCase() ?? null;
	if (found !== null && found !== credential.environment)
		troubles.push(otherEnvironment(credential.environment, found));
	const licence = licenceIn({ org: [org] });
	const scopes = scopesOf(credential);
	troubles.push(...troublesOf(credential, licence), ...scopes.missing.map(lackingScope));
	const clockDrift = session.clockOffset === 0 ? null : Math.round(session.clockOffset / 1000);
	if (clockDrift !== null && Math.abs(clockDrift) > CLOCK_TOLERANCE_S)
		troubles.push(wrongClock(clockDrift));
	return {
		ok: troubles.length === 0,
		dataCenter: {
			chosen: credential.dataCenter,
			ofToken: dataCenterOfToken(credential),
			label: dataCenterOf(credential).label,
			apiHost: hostOf(session.base),
		},
		environment: { chosen: credential.environment, found },
		organization: { id: textOf(org, 'id') ?? null, name: textOf(org, 'company_name') ?? null },
		licence: licence
			? { ...licence, allowance: creditsPerDay(licence.edition, licence.licences) }
			: null,
		refreshToken: credential.hasRefreshToken,
		scopes,
		clockDrift,
		troubles,
	};
}

/** The organisation when the login may read it, else anything that proves the login. */
async function askOnce(
	session: Session,
	troubles: Trouble[],
): Promise<Record<string, unknown> | undefined> {
	const granted = session.credential.grantedScopes;
	const may = ({ scope }: ZohoCall) =>
		granted === null || scopesMissing([scope].flat(), granted).length === 0;
	const calls = [orgCall(), apisCall(), modulesCall(), currentUserCall()].map(
		(call): ZohoCall => ({ ...call, purpose: 'work' }),
	);
	const open = calls.filter(may);
	for (const call of open.length > 0 ? open : calls.slice(0, 1)) {
		try {
			const answer = await send(session, call);
			if (answer.kind === 'lost') {
				troubles.push(noAnswer(answer.reason));
				return undefined;
			}
			if (answer.reply.status >= 400) {
				const { code, message } = saidIn(answer.reply);
				troubles.push(noAnswer(`Zoho refused: ${code} ${message}`));
				return undefined;
			}
			return listIn(answer.reply.body, 'org').at(0);
		} catch (error) {
			if (!(error instanceof ZohoStop) || GO_ON.has(error.reason)) throw passOn(error);
			// A call that is refused for its scope costs nothing; another one may be open to the login.
			if (error.reason === 'scope' && call !== open.at(-1)) continue;
			troubles.push({ about: error.reason, what: error.message, fix: error.fix });
			return undefined;
		}
	}
	return undefined;
}

/** api/v8/modules-api.html */
const modulesCall = (): ZohoCall => ({
	...orgCall(),
	name: 'settings.modules',
	path: `crm/${API_VERSION}/settings/modules`,
	scope: 'ZohoCRM.settings.modules.READ',
});

function scopesOf({ features: ticked, grantedScopes }: ZohoCredential): Connection['scopes'] {
	if (grantedScopes === null) return { known: false, missing: [] };
	const missing = features
		.filter(({ id }) => ticked.includes(id))
		.map(({ label, scopes, neededFor }) => ({
			feature: label,
			scopes: scopesMissing(scopes, grantedScopes),
			neededFor,
		}))
		.filter(({ scopes }) => scopes.length > 0);
	return { known: true, missing };
}
