import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Mutation, WireAnswer } from './mutations';
import { mutated } from './mutations';

/** A proxy before the simulator that changes answers of the API on their way. */
export interface Proxy {
	origin: string;
	/** Changes the nth answer from now on, and those after it when told so. */
	change(mutation: Mutation, nth: number, andAfter: boolean): void;
	/** What came to the stranger that redirects lead to, headers, body and all. */
	strangerSaw(): string;
	/** Answers that were changed. */
	changed(): number;
	close(): Promise<void>;
}

interface Plan {
	mutation: Mutation;
	nth: number;
	andAfter: boolean;
}

export async function openProxy(behind: string): Promise<Proxy> {
	let plan: Plan | undefined;
	let [seen, changed] = [0, 0];
	const heard: string[] = [];
	const stranger = await serve(async (incoming, body) => {
		heard.push(JSON.stringify([incoming.url, incoming.headers, body.toString()]));
		return {
			status: 200,
			headers: { 'content-type': 'application/json' },
			body: Buffer.from('{}'),
		};
	});
	const front = await serve(async (incoming, body) => {
		const answer = await forwarded(behind, incoming, body);
		if (!plan || !incoming.url?.includes('/crm/')) return answer;
		seen += 1;
		if (seen < plan.nth || (seen > plan.nth && !plan.andAfter)) return answer;
		changed += 1;
		const places = { itself: `${front.origin}${incoming.url}`, stranger: `${stranger.origin}/x` };
		return mutated(answer, plan.mutation, places);
	});
	return {
		origin: front.origin,
		change(mutation, nth, andAfter) {
			plan = { mutation, nth, andAfter };
			[seen, changed] = [0, 0];
		},
		strangerSaw: () => heard.join('\n'),
		changed: () => changed,
		async close() {
			await front.close();
			await stranger.close();
		},
	};
}

async function forwarded(
	behind: string,
	{ method, url = '/', rawHeaders }: IncomingMessage,
	body: Buffer,
): Promise<WireAnswer> {
	const headers = new Headers();
	for (let at = 0; at < rawHeaders.length; at += 2)
		if (!/^(host|connection|content-length|accept-encoding)$/i.test(rawHeaders[at]))
			headers.append(rawHeaders[at], rawHeaders[at + 1]);
	const reply = await fetch(`${behind}${url}`, {
		method,
		headers,
		body: method === 'GET' || method === 'HEAD' ? undefined : new Uint8Array(body),
		redirect: 'manual',
	});
	const bytes = Buffer.from(await reply.arrayBuffer());
	return { status: reply.status, headers: Object.fromEntries(reply.headers), body: bytes };
}

async function serve(handle: (incoming: IncomingMessage, body: Buffer) => Promise<WireAnswer>) {
	const server = createServer((incoming, outgoing) => {
		void bodyOf(incoming)
			.then(async (body) => await handle(incoming, body))
			.then((answer) => send(outgoing, answer))
			.catch(() => incoming.socket.destroy());
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

function send(outgoing: ServerResponse, { status, headers, body }: WireAnswer): void {
	outgoing.statusCode = status;
	for (const [name, value] of Object.entries(headers))
		if (name !== 'content-length' && name !== 'transfer-encoding') outgoing.setHeader(name, value);
	const isBodiless = status === 204 || status === 304;
	outgoing.end(isBodiless ? undefined : body);
}
