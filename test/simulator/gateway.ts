import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiAddress } from './address';
import { authenticate, presentedToken, scopeMismatch } from './auth';
import { costOf, throttledReply } from './charges';
import type { Clock } from './clock';
import type { Concurrency } from './concurrency';
import { insteadOfWork, spoiled } from './disruption';
import type { Answer } from './disruption';
import type { FaultList, RequestFault } from './faults';
import type { Meter } from './meter';
import { bodyOf, MALFORMED, notJson } from './requestBody';
import type { Route, SimCall, SimReply } from './route';
import { match } from './router';
import type { Match } from './router';
import { granted } from './scopes';
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

interface Done {
	reply: SimReply;
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
	const done = instead
		? { reply: instead.reply, cost: 0 }
		: await afterToken(server, found, call, fault);
	const charged = { at, cost: done.cost, status: done.reply.status, org: token?.grant.org };
	server.meter.charge({ ...charged, name, method, path: url.pathname });
	return { ...(instead ?? spoiled(fault, done.reply)), name, fault, token, cost: done.cost };
}

/**
 * A call inside another (a composite's sub-request): scope and a heavy place are needed, credits and units are not;
 * nothing is charged.
 */
export async function dispatch(server: ApiServer, call: SimCall): Promise<SimReply> {
	const found = match(server.routes, call);
	if (!('route' in found)) return found;
	if (!granted(call.scopes, found.route.scopes(call))) return scopeMismatch();
	const leave = server.concurrency.enter(call.org, call.clientId, {
		units: 0,
		heavy: found.route.heavy?.(call) ? found.route.name : undefined,
	});
	if (!leave) return throttledReply('concurrency', server.switches);
	try {
		return await found.route.handle(call, found.params);
	} finally {
		leave();
	}
}

async function afterToken(
	server: ApiServer,
	found: Match | SimReply,
	call: SimCall | SimReply,
	fault: RequestFault | undefined,
): Promise<Done> {
	const refused = (reply: SimReply) => ({ reply, cost: costOf(reply, 0, server.switches) });
	if ('accepted' in call) return refused(call);
	if (!('route' in found)) return refused(found);
	if (!granted(call.scopes, found.route.scopes(call))) return refused(scopeMismatch());
	if (fault?.kind === 'partial') call.partial = fault;
	return admitted(server, found, call, fault?.kind === 'slow' ? fault.ms : 0);
}

/** Holds credits and places while the work is done. */
async function admitted(
	server: ApiServer,
	{ route, params }: Match,
	call: SimCall,
	slowMs: number,
): Promise<Done> {
	const malformed = call.body === MALFORMED;
	const price = malformed ? 1 : route.price(call);
	const release = server.meter.admit(call.org, price, call.now);
	const leave =
		release &&
		server.concurrency.enter(call.org, call.clientId, {
			units: route.units ?? 1,
			heavy: !malformed && route.heavy?.(call) ? route.name : undefined,
		});
	try {
		if (!leave) {
			const reply = throttledReply(release ? 'concurrency' : 'credits', server.switches);
			return { reply, cost: costOf(reply, price, server.switches) };
		}
		if (server.latencyMs > 0) await sleep(server.latencyMs);
		const reply = malformed ? notJson() : await route.handle(call, params);
		if (slowMs > 0) await sleep(slowMs);
		return { reply, cost: costOf(reply, price, server.switches) };
	} finally {
		leave?.();
		release?.();
	}
}

function callOf(
	address: ApiAddress,
	{ method, url, headers, raw }: Incoming,
	{ grant }: AccessToken,
	now: number,
): SimCall {
	const { dataCenter, environment, version, path, tree } = address;
	return {
		...{ method: method as SimCall['method'], dataCenter, environment, version, path, tree },
		...{ query: url.searchParams, headers, body: bodyOf(headers, raw), raw, now },
		...{ org: grant.org, user: grant.user, scopes: grant.scopes, clientId: grant.clientId },
	};
}
