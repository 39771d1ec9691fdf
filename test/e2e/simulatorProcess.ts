import { join } from 'node:path';
import { freePort } from './freePort';
import { lastLines, startProcess } from './ownedProcess';
import type { Scene } from './scene';
import { repository } from './tarball';
import { waitUntil } from './waitUntil';

/** The Zoho simulator in a process of its own, driven over HTTP as anybody else would. */
export interface Simulator {
	url: string;
	/** Reads one of its controls: `meter`, `log`. */
	read(control: string): Promise<unknown>;
	/** Writes one: `seed`, `faults`, `clock`, `org`, `switches`. */
	set(control: string, body: unknown): Promise<unknown>;
}

export async function startSimulator(scene: Scene, fixedPort?: number): Promise<Simulator> {
	const port = fixedPort ?? (await freePort());
	const main = join(repository, 'test', 'simulator', 'main.ts');
	const owned = startProcess(scene, {
		name: 'simulator',
		command: process.execPath,
		args: [require.resolve('tsx/cli'), main, '--port', String(port)],
		env: process.env,
	});
	const url = `http://127.0.0.1:${port}`;
	const simulator: Simulator = {
		url,
		read: async (control) => await answer(await fetch(`${url}/_sim/${control}`)),
		set: async (control, body) =>
			await answer(
				await fetch(`${url}/_sim/${control}`, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(body),
				}),
			),
	};
	await waitUntil('the simulator answers', async () => await simulator.read('meter'), {
		unless: owned.assertAlive,
	});
	scene.exhibit('last requests at the simulator', async () => {
		const log = JSON.stringify(await simulator.read('log'), null, 1);
		return lastLines(log, 80);
	});
	return simulator;
}

async function answer(response: Response): Promise<unknown> {
	const text = await response.text();
	if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
	return text === '' ? undefined : JSON.parse(text);
}
