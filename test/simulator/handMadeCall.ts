import { Orgs } from './orgs';
import type { Org, User } from './org';
import { recordRoutes } from './records';
import type { SimCall, SimReply } from './route';
import { match } from './router';
import { granted } from './scopes';
import { settingsRoutes } from './settings';
import { defaultSwitches, type Switches } from './switches';

/** 1 March 2024, noon UTC: where the hand-made clock starts. */
export const noon = Date.UTC(2024, 2, 1, 12);

/** An org of its own for one test, in India's time, with the switches given. */
export function givenOrg(switches: Partial<Switches> = {}): Org {
	const orgs = new Orgs({ ...defaultSwitches(), ...switches }, {}, () => noon);
	return orgs.set({ timeZone: 'Asia/Kolkata' });
}

export interface CallOptions {
	body?: unknown;
	headers?: Record<string, string>;
	version?: number;
	now?: number;
	user?: User;
	scopes?: string[];
}

const allScopes = [
	'ZohoCRM.modules.ALL',
	'ZohoCRM.settings.ALL',
	'ZohoCRM.mass_update.ALL',
	'ZohoCRM.coql.READ',
	'ZohoSearch.securesearch.READ',
];

/** A JSON answer, open for the eye of a test: every step down it is `Json` again. */
export interface Json {
	[key: string]: Json;
}

/** What a handler answered, and what the meter would have asked the route. */
export interface Answered {
	status: number;
	body: Json;
	accepted: boolean;
	price: number;
	heavy: boolean;
}

function callFor(
	org: Org,
	method: SimCall['method'],
	target: string,
	options: CallOptions,
): SimCall {
	const url = new URL(`http://zoho.test/${target}`);
	return {
		method,
		dataCenter: org.dataCenter,
		environment: org.type,
		version: options.version ?? 8,
		path: url.pathname.slice(1).split('/').map(decodeURIComponent),
		tree: 'crm',
		query: url.searchParams,
		headers: new Headers(options.headers),
		body: options.body,
		raw: new Uint8Array(),
		org,
		user: options.user ?? org.users[0],
		clientId: '1000.HANDMADE',
		scopes: options.scopes ?? allScopes,
		now: options.now ?? noon,
	};
}

/** Calls the handler a path leads to, without sockets, tokens or credits. */
export async function send(
	org: Org,
	method: SimCall['method'],
	target: string,
	options: CallOptions = {},
): Promise<Answered> {
	const call = callFor(org, method, target, options);
	const found = match([...recordRoutes, ...settingsRoutes], call);
	if (!('route' in found)) return { ...plain(found), price: 0, heavy: false };
	const { route, params } = found;
	if (!granted(call.scopes, route.scopes(call))) throw new Error(`No scope for ${route.name}`);
	const reply = await route.handle(call, params);
	return { ...plain(reply), price: route.price(call), heavy: route.heavy?.(call) ?? false };
}

function plain(reply: SimReply) {
	// Through JSON, as it goes over the wire.
	const body = reply.body === undefined ? undefined : JSON.parse(JSON.stringify(reply.body));
	return { status: reply.status, body, accepted: reply.accepted };
}
