import type { CallName } from './prices';
import { actionServices, noteServices, recordServices } from './recordServices';
import type { Service } from './service';
import { organizationServices, outsideServices, settingsServices } from './settingsServices';

/** Most literal first: the first that fits is the one. */
const SERVICES = [
	...outsideServices,
	...organizationServices,
	...settingsServices,
	...noteServices,
	...actionServices,
	...recordServices,
].map((service) => ({
	service,
	methods: service.methods.split(' '),
	pattern: service.path.split('/'),
}));

/**
 * The service behind a method and the segments of a path below the version (`['Leads', 'search']`; bulk paths begin
 * with `bulk`).
 * @returns undefined for one that is not in our table
 */
export const serviceAt = (method: string, segments: readonly string[]): Service | undefined =>
	SERVICES.find(({ methods, pattern }) => methods.includes(method) && fits(pattern, segments))
		?.service;

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
	const open = pattern.at(-1) === '*';
	if (open ? segments.length < pattern.length : segments.length !== pattern.length) return false;
	return pattern.every((part, at) => part === '*' || part.startsWith(':') || part === segments[at]);
}

/** Whether a call leaves Zoho as it was; a query is a POST all the same. */
export const onlyReads = (method: string, call: CallName | undefined): boolean =>
	method === 'GET' || call === 'coql.query';
