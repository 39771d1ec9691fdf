import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { EDITIONS } from './editions';
import type { Edition } from './org';
import { ConnectionReset } from './outgoing';
import { createZoho } from './zoho';
import type { Zoho, ZohoOptions } from './zoho';

export interface RunningSimulator {
	/** `http://127.0.0.1:5730`: where all of Zoho's hosts are. */
	origin: string;
	zoho: Zoho;
	close(): Promise<void>;
}

/** The simulator on a port (default: a free one), the only part that opens a socket. */
export async function startSimulator(
	options: ZohoOptions & { port?: number; host?: string } = {},
): Promise<RunningSimulator> {
	const { port = 0, host = '127.0.0.1', ...rest } = options;
	const zoho = createZoho(rest);
	const server = createServer((incoming, outgoing) => {
		answer(zoho, incoming, outgoing).catch((error: unknown) => {
			console.error(error);
			outgoing.destroy();
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
	zoho.origin = rest.origin ?? origin;
	const close = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		zoho.clock.clear();
	};
	return { origin, zoho, close };
}

async function answer(zoho: Zoho, incoming: IncomingMessage, outgoing: ServerResponse) {
	const request = await requestOf(incoming);
	try {
		const response = await zoho.handle(request);
		outgoing.statusCode = response.status;
		response.headers.forEach((value, name) => outgoing.setHeader(name, value));
		if (response.body) await pipe(response.body, outgoing);
		outgoing.end();
	} catch (error) {
		if (!(error instanceof ConnectionReset)) throw error;
		if (outgoing.headersSent) incoming.socket.destroy();
		else incoming.socket.resetAndDestroy();
	}
}

async function pipe(body: ReadableStream<Uint8Array>, outgoing: ServerResponse) {
	const reader = body.getReader();
	for (let read = await reader.read(); !read.done; read = await reader.read()) {
		const { value } = read;
		await new Promise((resolve) => outgoing.write(value, resolve));
	}
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
	const body = Buffer.concat(chunks);
	const headers = new Headers();
	for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
		headers.append(incoming.rawHeaders[index], incoming.rawHeaders[index + 1]);
	}
	const { method = 'GET', url = '/' } = incoming;
	const bodiless = method === 'GET' || method === 'HEAD';
	return new Request(`http://${incoming.headers.host ?? 'localhost'}${url}`, {
		method,
		headers,
		body: bodiless ? undefined : body,
	});
}

/** `npm run simulator -- --port 5730 --edition standard --users 5 --latency 50`. */
async function run() {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		options: { port: text, host: text, edition: text, users: text, latency: text },
	});
	const { origin, zoho } = await startSimulator({
		port: Number(values.port ?? 5730),
		host: values.host,
		edition: values.edition === undefined ? undefined : editionNamed(values.edition),
		users: values.users === undefined ? undefined : Number(values.users),
		latencyMs: Number(values.latency ?? 0),
	});
	console.error(`Zoho CRM simulator on ${origin} (controls under ${origin}/_sim/)`);
	console.log(JSON.stringify({ origin, token: zoho.issueToken() }));
}

function editionNamed(name: string): Edition {
	const edition = (Object.keys(EDITIONS) as Edition[]).find((one) => one === name);
	if (!edition) throw new Error(`There is no edition ${name}`);
	return edition;
}

if (require.main === module) void run();
