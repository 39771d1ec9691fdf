import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire to a port, asked for at each connection, whose open connections can be forgotten, as a firewall does: no answer, no goodbye. */
export async function forgetfulWire(port: () => number) {
	const sockets = new Set<Socket>();
	const server = createServer((near) => {
		const far = connect(port(), '127.0.0.1');
		near.pipe(far).pipe(near);
		for (const socket of [near, far]) {
			sockets.add(socket);
			socket.on('error', () => socket.destroy());
		}
		near.on('close', () => far.destroy());
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		forget: () => {
			for (const socket of sockets) socket.unpipe().resume();
		},
		cut: async () => {
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, 'close');
		},
	};
}
