import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server on a free port of this machine. */
export interface Listening {
	origin: string;
	close(): Promise<void>;
}

/** Serves a handler of web requests (`zoho.handle` of the simulator, or one made up) over real sockets. */
export async function listen(
	handle: (request: Request) => Promise<Response> | Response,
): Promise<Listening> {
	const server = createServer(async (incoming, outgoing) => {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk);
		const headers = new Headers();
		for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
		const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
		const url = `http://${incoming.headers.host}${incoming.url}`;
		try {
			const reply = await handle(new Request(url, { method: incoming.method, headers, body }));
			outgoing.writeHead(reply.status, Object.fromEntries(reply.headers));
			outgoing.end(Buffer.from(await reply.arrayBuffer()));
		} catch {
			// A handler that throws plays a connection that breaks.
			incoming.socket.destroy();
		}
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}
