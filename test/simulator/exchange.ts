import { setTimeout as sleep } from 'node:timers/promises';
import { accounts } from './accounts';
import { readAddress } from './address';
import type { AccountsAddress, Address } from './address';
import { authorizationKind } from './auth';
import type { AccountsReply, AccountsServer } from './consent';
import { faultLabel, htmlReply, insteadOfWork, spoiled } from './disruption';
import type { FaultList } from './faultList';
import { serve } from './gateway';
import type { ApiServer, Ended, Incoming } from './gateway';
import type { CallLog } from './log';
import { bytesOf, send } from './outgoing';
import { zohoTime } from './recordTime';
import type { SimReply } from './route';
import { wrongUrl } from './router';

export interface Servers {
	api: ApiServer;
	accounts: AccountsServer;
	faults: FaultList;
	log: CallLog;
}

/**
 * One HTTP exchange with Zoho: served, at most one fault applied, logged, sent.
 * @throws ConnectionReset where a fault cuts the connection.
 */
export async function exchange(servers: Servers, request: Request): Promise<Response> {
	const raw = new Uint8Array(await request.arrayBuffer());
	const { method, headers } = request;
	const incoming = { method, headers, url: new URL(request.url), raw };
	const address = readAddress(incoming.url.pathname);
	const at = servers.api.clock.now();
	const ended = await serveAt(servers, address, incoming);
	record(servers.log, at, { address, incoming, ended });
	return send(ended, headersFor(servers.api, ended));
}

async function serveAt(servers: Servers, address: Address, incoming: Incoming): Promise<Ended> {
	if (address.kind === 'api') return serve(servers.api, address, incoming, servers.faults);
	if (address.kind === 'accounts') return serveAccounts(servers, address, incoming);
	return { reply: wrongUrl(), name: 'unknown', fault: undefined, token: undefined, cost: 0 };
}

async function serveAccounts(
	servers: Servers,
	address: AccountsAddress,
	incoming: Incoming,
): Promise<Ended> {
	const name = `oauth.${address.endpoint}`;
	const subject = { name, method: incoming.method, path: incoming.url.pathname };
	const fault = servers.faults.takeRequest(subject);
	const ended = { name, fault, token: undefined, cost: 0 };
	const instead = insteadOfWork(fault, servers.api.switches);
	if (instead) return { ...instead, ...ended };
	const answer = await accounts(servers.accounts, address, incoming);
	if (fault?.kind === 'slow') await sleep(fault.ms);
	return { ...spoiled(fault, replyOf(answer)), ...ended };
}

function replyOf({ status, body, html, location }: AccountsReply): SimReply {
	if (html !== undefined) return htmlReply(status, html);
	return { status, body, headers: location ? { location } : undefined, accepted: true };
}

/** Headers that Zoho's answers have (facts §10), by the simulator's clock. */
function headersFor(server: ApiServer, { token }: Ended): Record<string, string> {
	const now = server.clock.now();
	const headers: Record<string, string> = { date: new Date(now).toUTCString(), server: 'ZGS' };
	if (!token) return headers;
	const { org } = token.grant;
	headers['X-ACCESSTOKEN-RESET'] = zohoTime(token.expiresAt, org.timeZone);
	const remaining = server.meter.remainingHeader(org, now);
	if (remaining !== undefined) headers['X-API-CREDITS-REMAINING'] = String(remaining);
	return headers;
}

interface Spoken {
	address: Address;
	incoming: Incoming;
	ended: Ended;
}

function record(log: CallLog, at: number, { address, incoming, ended }: Spoken) {
	const { method, url, headers } = incoming;
	const placed = address.kind === 'api' ? address : undefined;
	log.add({
		at,
		method,
		path: url.pathname,
		name: ended.name,
		cost: ended.cost,
		status: ended.broken === 'reset' ? 0 : ended.reply.status,
		dataCenter: address.kind === 'accounts' ? address.dataCenter : placed?.dataCenter,
		environment: placed?.environment,
		authorization: authorizationKind(headers),
		fault: faultLabel(ended.fault),
		...(address.kind === 'accounts' ? SECRET : bodies(incoming, ended.reply)),
	});
}

/** What is said to the accounts server is all secrets. */
const SECRET = { query: {}, requestBody: undefined, responseBody: undefined };

function bodies({ url, headers, raw }: Incoming, reply: SimReply) {
	const sent = bytesOf(reply);
	return {
		query: Object.fromEntries(url.searchParams),
		requestBody: textOf(raw, headers.get('content-type')),
		responseBody: sent && textOf(sent, reply.bytes ? reply.headers?.['content-type'] : undefined),
	};
}

/** Text of a body; of a file only its size. */
function textOf(bytes: Uint8Array, type: string | null | undefined): string | undefined {
	if (bytes.length === 0) return undefined;
	const binary = /multipart|octet-stream|zip|image/i.test(type ?? '');
	return binary ? `(${bytes.length} bytes)` : new TextDecoder().decode(bytes);
}
