import type { ApiAddress } from './address';
import { work } from './admission';
import { authenticate, presentedToken } from './auth';
import type { Clock } from './clock';
import type { Concurrency } from './concurrency';
import { insteadOfWork, spoiled } from './disruption';
import type { Answer } from './disruption';
import type { FaultList } from './faultList';
import type { RequestFault } from './faults';
import type { Meter } from './meter';
import { bodyOf } from './requestBody';
import type { Route, SimCall } from './route';
import { match } from './router';
import type { Switches } from './switches';
import type { AccessToken, TokenStore } from './tokens';

/** What the API server works with. */
export interface ApiServer {
	routes: Route[];
	tokens: TokenStore;
	meter: Meter;
	concurrency: Concurrency;
	clock: Clock;
	switches: Switches;
	/** Real milliseconds that each call takes, holding its place in the concurrency count. */
	latencyMs: number;
}

export interface Incoming {
	method: string;
	url: URL;
	headers: Headers;
	raw: Uint8Array;
}

/** How an exchange ended, for the log and the headers. */
export interface Ended extends Answer {
	/** Route name. */
	name: string;
	fault: RequestFault | undefined;
	token: AccessToken | undefined;
	cost: number;
}

/** One API call through faults, token, scope, credits and concurrency to its route; charged to its org. */
export async function serve(
	server: ApiServer,
	address: ApiAddress,
	incoming: Incoming,
	faults: FaultList,
): Promise<Ended> {
	const at = server.clock.now();
	const { method, headers, url } = incoming;
	const found = match(server.routes, { ...address, method });
	const name = 'route' in found ? found.route.name : 'unknown';
	const fault = faults.takeRequest({ name, method, path: url.pathname });
	if (fault?.kind === 'expireToken') server.tokens.expire(presentedToken(headers) ?? '');
	const access = authenticate(headers, address, server.tokens, server.switches);
	const token = 'grant' in access ? access : undefined;
	const call = 'grant' in access ? callOf(address, incoming, access, at) : access;
	const instead = insteadOfWork(fault, server.switches);
	const done = instead ? { reply: instead.reply, cost: 0 } : await work(server, found, call, fault);
	const charged = { at, cost: done.cost, status: done.reply.status, org: token?.grant.org };
	server.meter.charge({ ...charged, name, method, path: url.pathname });
	return { ...(instead ?? spoiled(fault, done.reply)), name, fault, token, cost: done.cost };
}

function callOf(
	address: ApiAddress,
	{ method, url, headers, raw }: Incoming,
	{ grant }: AccessToken,
	now: number,
): SimCall {
	const { dataCenter, environment, version, path, tree } = address;
	return {
		method: method as SimCall['method'],
		dataCenter,
		environment,
		version,
		path,
		tree,
		query: url.searchParams,
		headers,
		body: bodyOf(headers, raw),
		raw,
		now,
		org: grant.org,
		user: grant.user,
		scopes: grant.scopes,
		clientId: grant.clientId,
	};
}
