import type { Environment } from './org';
import type { SimCall } from './route';

/** Data centres that Zoho names or that are reported (facts §9.1). */
export const DATA_CENTERS = ['us', 'eu', 'in', 'au', 'jp', 'cn', 'ca', 'sa', 'uk', 'ae'];
export const HOME = 'us';
const VERSIONS = [2, 2.1, 3, 4, 5, 6, 7, 8];
const ENVIRONMENTS: readonly string[] = ['sandbox', 'developer'];

export interface ApiAddress {
	kind: 'api';
	dataCenter: string;
	environment: Environment;
	tree: SimCall['tree'];
	version: number;
	path: string[];
}
export interface AccountsAddress {
	kind: 'accounts';
	dataCenter: string;
	endpoint: 'auth' | 'token' | 'token/revoke';
}
export type Address = ApiAddress | AccountsAddress | { kind: 'unknown' };

/**
 * Reads the hosts of Zoho off one origin: `[/{dc}][/{environment}]/crm/{v}/…` for `www|sandbox|developer.zohoapis.*`,
 * `…/crm/bulk/{v}/…`, `…/content/crm/{v}/upload` for `content.zohoapis.*`, `…/download/…` for result files, and
 * `[/{dc}]/oauth/v2/…` for `accounts.zoho.*`.
 */
export function readAddress(pathname: string): Address {
	const parts = decoded(pathname);
	if (!parts) return { kind: 'unknown' };
	const dataCenter = DATA_CENTERS.includes(parts[0]) ? parts.shift()! : HOME;
	if (parts[0] === 'oauth') return accountsAddress(dataCenter, parts);
	const environment = ENVIRONMENTS.includes(parts[0])
		? (parts.shift() as Environment)
		: 'production';
	const place = treeOf(parts);
	return place ? { kind: 'api', dataCenter, environment, ...place } : { kind: 'unknown' };
}

/** `http://host/eu`: where a data centre's hosts begin on this origin. */
export function dataCenterOrigin(origin: string, dataCenter: string): string {
	return dataCenter === HOME ? origin : `${origin}/${dataCenter}`;
}

function accountsAddress(dataCenter: string, parts: string[]): Address {
	const path = parts.slice(1).join('/');
	if (path === 'v2/auth') return { kind: 'accounts', dataCenter, endpoint: 'auth' };
	if (path === 'v2/token') return { kind: 'accounts', dataCenter, endpoint: 'token' };
	if (path === 'v2/token/revoke') return { kind: 'accounts', dataCenter, endpoint: 'token/revoke' };
	return { kind: 'unknown' };
}

function treeOf(parts: string[]): Pick<ApiAddress, 'tree' | 'version' | 'path'> | undefined {
	const [first, second, third] = parts;
	if (first === 'crm' && second === 'bulk') return versioned('bulk', third, parts.slice(3));
	if (first === 'crm') return versioned('crm', second, parts.slice(2));
	if (first === 'content' && second === 'crm') return versioned('content', third, parts.slice(3));
	if (first !== 'download') return undefined;
	return second === 'crm'
		? versioned('download', third, parts.slice(3))
		: { tree: 'download', version: VERSIONS.at(-1)!, path: parts.slice(1) };
}

function versioned(tree: SimCall['tree'], segment: string | undefined, path: string[]) {
	const version = Number(/^v(\d+(?:\.\d)?)$/.exec(segment ?? '')?.[1]);
	return VERSIONS.includes(version) ? { tree, version, path } : undefined;
}

function decoded(pathname: string): string[] | undefined {
	try {
		return pathname.split('/').filter(Boolean).map(decodeURIComponent);
	} catch {
		return undefined;
	}
}
