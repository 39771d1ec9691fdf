import { setTimeout as sleep } from 'node:timers/promises';
import { scopeMismatch } from './auth';
import { costOf, throttledReply } from './charges';
import type { RequestFault } from './faults';
import type { ApiServer } from './gateway';
import { changedPrice } from './prices';
import { MALFORMED, notJson } from './requestBody';
import type { SimCall, SimReply } from './route';
import { match } from './router';
import type { Match } from './router';
import { granted } from './scopes';
import { settled } from './transaction';

/** What came of a call, and what Zoho charges for it. */
export interface Done {
	reply: SimReply;
	cost: number;
}

/** Route, scope, credits, concurrency, handler, in this order. `call` is the refusal where there was no good token. */
export async function work(
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
	const changed = malformed ? undefined : changedPrice(route, call);
	const price = malformed ? 1 : (changed ?? route.price(call));
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
		await settled(call.org);
		const reply = malformed ? notJson() : await route.handle(call, params);
		if (slowMs > 0) await sleep(slowMs);
		// A changed price holds whatever the outcome would have decided.
		const priced = changed === undefined ? reply : { ...reply, cost: changed };
		return { reply, cost: costOf(priced, price, server.switches) };
	} finally {
		leave?.();
		release?.();
	}
}

/**
 * A call inside another (a composite's sub-request): scope and a heavy place are needed, credits and units are not;
 * nothing is charged. `slowMs` are real milliseconds that it takes, holding its place.
 */
export async function dispatch(server: ApiServer, call: SimCall, slowMs = 0): Promise<SimReply> {
	const found = match(server.routes, call);
	if (!('route' in found)) return found;
	if (!granted(call.scopes, found.route.scopes(call))) return scopeMismatch();
	const leave = server.concurrency.enter(call.org, call.clientId, {
		units: 0,
		heavy: found.route.heavy?.(call) ? found.route.name : undefined,
	});
	if (!leave) return throttledReply('concurrency', server.switches);
	try {
		await settled(call.org);
		const reply = await found.route.handle(call, found.params);
		if (slowMs > 0) await sleep(slowMs);
		return reply;
	} finally {
		leave();
	}
}
