import { connect } from 'node:net';
import { once } from 'node:events';
import { debianProgram } from './debianProgram';
import { freePort } from './freePort';
import { startProcess } from './ownedProcess';
import type { Scene } from './scene';
import { waitUntil } from './waitUntil';

/** A Redis of our own that keeps nothing on disk; resolves with its port. */
export async function startRedis(scene: Scene): Promise<number> {
	const port = await freePort();
	const command = debianProgram('redis-server', 'redis-server');
	const storage = ['--save', '', '--appendonly', 'no', '--dir', scene.folder];
	const args = ['--port', String(port), '--bind', '127.0.0.1', ...storage];
	const redis = startProcess(scene, { name: 'redis', command, args, env: process.env });
	await waitUntil('Redis answers PING', async () => (await ping(port)) === '+PONG', {
		every: 50,
		unless: redis.assertAlive,
	});
	return port;
}

async function ping(port: number) {
	const socket = connect(port, '127.0.0.1');
	socket.write('PING\r\n');
	const [answer] = await once(socket, 'data');
	socket.destroy();
	return String(answer).trim();
}
