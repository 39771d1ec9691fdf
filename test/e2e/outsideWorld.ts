import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Scene } from './scene';
import { waitUntil } from './waitUntil';

/** What the examples reach beside Zoho: a place with files, and somebody who takes messages. */
export interface OutsideWorld {
	url: string;
	/** Served by path: `{ '/leads.csv': 'a,b\n1,2' }`. */
	files: Record<string, string>;
	/** Bodies posted so far, by path, oldest first. */
	messages(path: string): Array<{ text: string }>;
	/** Resolves once so many messages came to the path. */
	received(path: string, count: number): Promise<Array<{ text: string }>>;
}

export async function openOutsideWorld(scene: Scene): Promise<OutsideWorld> {
	const files: Record<string, string> = {};
	const posted: Array<{ path: string; body: { text: string } }> = [];
	const server = createServer((request, response) => {
		const path = request.url ?? '/';
		if (request.method === 'GET') {
			response.statusCode = path in files ? 200 : 404;
			return response.end(files[path]);
		}
		void bodyOf(request).then((text) => {
			posted.push({ path, body: JSON.parse(text) as { text: string } });
			response.end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	scene.endWith(() => close(server));
	const messages = (path: string) =>
		posted.filter((each) => each.path === path).map(({ body }) => body);
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		files,
		messages,
		async received(path, count) {
			const come = () => messages(path).length >= count && messages(path);
			return await waitUntil(`${count} messages at ${path}`, come);
		},
	};
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

async function close(server: Server) {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
}
