import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Scene } from './scene';

export interface Receiver {
	url: string;
	/** Parsed bodies, in the order in which they came. */
	bodies: unknown[];
}

/** An address of somebody who takes whatever JSON is posted, for a workflow that leaves no execution behind. */
export async function startReceiver(scene: Scene): Promise<Receiver> {
	const bodies: unknown[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			bodies.push(JSON.parse(Buffer.concat(chunks).toString()));
			response.end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	scene.endWith(() => {
		server.closeAllConnections();
		server.close();
	});
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}
