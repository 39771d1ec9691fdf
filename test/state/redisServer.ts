import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

export interface RedisServer {
	readonly port: number;
	signal(signal: NodeJS.Signals): void;
	stop(): Promise<void>;
}

export const redisIsInstalled = spawnSync('redis-server', ['--version']).status === 0;

/** A suite with a Redis of its own. Without redis-server one test says so, and is an error on CI. */
export function describeWithRedis(title: string, suite: (server: () => RedisServer) => void): void {
	if (!redisIsInstalled) {
		test(`${title}: not run, no redis-server on this machine`, () => {
			console.warn(`${title}: not run. Install redis-server to run it.`);
			expect(process.env.CI ?? '').toBe('');
		});
		return;
	}
	describe(title, () => {
		let server: RedisServer;
		beforeAll(async () => {
			server = await startRedis();
		});
		suite(() => server);
		// Last, so that the suite can say goodbye first.
		afterAll(async () => await server.stop());
	});
}

/** Starts redis-server in memory alone; resolves when it takes connections. */
export async function startRedis(extra: string[] = [], port?: number): Promise<RedisServer> {
	const chosen = port ?? (await freePort());
	const args = [
		'--port',
		String(chosen),
		'--bind',
		'127.0.0.1',
		'--save',
		'',
		'--appendonly',
		'no',
	];
	const child = spawn('redis-server', [...args, ...extra], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await ready(child);
	return {
		port: chosen,
		signal: (signal) => void child.kill(signal),
		stop: async () => {
			if (child.exitCode !== null || child.signalCode !== null) return;
			child.kill('SIGKILL');
			await once(child, 'exit');
		},
	};
}

async function ready(child: ChildProcess): Promise<void> {
	let log = '';
	await new Promise<void>((resolve, reject) => {
		child.stdout?.on('data', (text) => {
			log += text;
			if (log.includes('Ready to accept connections')) resolve();
		});
		child.once('exit', () => reject(new Error(`redis-server did not start:\n${log}`)));
	});
}

export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
