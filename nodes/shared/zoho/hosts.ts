import type { DataCenter, DataCenterId, Environment } from './dataCenters';
import { dataCenterOfHost, dataCenters } from './dataCenters';

/** What decides where a call goes: three choices of the credential and one word of the token reply. */
export interface Whereabouts {
	/** `api_domain` of the token reply, `https://www.zohoapis.eu`; null when Zoho never sent one. */
	apiDomain: string | null;
	dataCenter: DataCenterId;
	environment: Environment;
	/** As typed; null when empty. Wins over everything, for every host. */
	customBaseUrl: string | null;
}

const withoutSlash = (url: string) => url.trim().replace(/\/+$/, '');

function urlOrNull(url: string): URL | null {
	try {
		return new URL(url);
	} catch {
		return null;
	}
}

/** The data centre the token was issued by; the chosen one when the token does not say. */
export function dataCenterOf({ apiDomain, dataCenter }: Whereabouts): DataCenter {
	return dataCenterOfHost(urlOrNull(apiDomain ?? '')?.host ?? '') ?? dataCenters[dataCenter];
}

/** The data centre that issued the token; null when the token does not say, or is no Zoho host's. */
export const dataCenterOfToken = ({ apiDomain }: Whereabouts): DataCenterId | null =>
	dataCenterOfHost(urlOrNull(apiDomain ?? '')?.host ?? '')?.id ?? null;

/**
 * Base URL of the CRM API without a slash at the end: `https://www.zohoapis.eu`.
 * Zoho's rule is that `api_domain` of the token reply beats any table
 * (https://www.zoho.com/crm/developer/docs/api/v8/multi-dc.html); only the environment is ours to
 * choose, by the first label of the host. A domain that is no Zoho API host is used as it came.
 */
export function apiBase(where: Whereabouts): string {
	if (where.customBaseUrl) return withoutSlash(where.customBaseUrl);
	const label = where.environment === 'production' ? 'www' : where.environment;
	const region = where.apiDomain ?? `https://${dataCenters[where.dataCenter].api}`;
	return withoutSlash(region).replace(
		/^(https:\/\/)(www|sandbox|developer)(?=\.zohoapis\.)/i,
		`$1${label}`,
	);
}

/** Base URL of the host that takes bulk write files. */
export const contentBase = (where: Whereabouts): string =>
	otherHost(where, dataCenterOf(where).content);

/** Base URL against which a relative `download_url` of a bulk write job is resolved first. */
export const downloadBase = (where: Whereabouts): string =>
	otherHost(where, dataCenterOf(where).download);

/** Base URL of the host that asks for consent and hands out tokens. */
export const accountsHost = (where: Whereabouts): string =>
	otherHost(where, dataCenters[where.dataCenter].accounts);

function otherHost(where: Whereabouts, host: string): string {
	return where.customBaseUrl ? withoutSlash(where.customBaseUrl) : `https://${host}`;
}

/**
 * Whether a call with our token may go to this URL: over https to a host of the token's data centre,
 * or to the origin that the API calls go to anyway (a custom base URL).
 */
export function mayReceiveToken(url: string, where: Whereabouts): boolean {
	const target = urlOrNull(url);
	if (target === null) return false;
	if (target.origin === urlOrNull(apiBase(where))?.origin) return true;
	if (where.customBaseUrl || target.protocol !== 'https:') return false;
	const { api, sandbox, developer, content, download } = dataCenterOf(where);
	return [api, sandbox, developer, content, download].includes(target.host);
}
