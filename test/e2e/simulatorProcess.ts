import { join } from 'node:path';
import type { CallbackEntry } from '../simulator/callbackLog';
import type { Channel } from '../simulator/channels';
import type { Fault, FaultMatch } from '../simulator/faults';
import type { LogEntry } from '../simulator/log';
import type { MeterTotals } from '../simulator/meter';
import { freePort } from './freePort';
import { startProcess } from './ownedProcess';
import type { Scene } from './scene';
import { repository } from './tarball';
import { waitUntil } from './waitUntil';

export interface MeterReport {
	/** Credits charged. */
	total: number;
	calls: number;
	byName: Record<string, MeterTotals>;
}

/** The Zoho simulator in a process of its own, driven over HTTP as anybody else would. */
export interface Simulator {
	url: string;
	/** One of its `/_sim/` controls; resolves with what it answers, throws when it refuses. */
	control(method: 'GET' | 'POST' | 'DELETE', name: string, body?: unknown): Promise<unknown>;
	meter(): Promise<MeterReport>;
	/** Requests after the entry with this sequence, oldest first; all without it. */
	log(since?: number): Promise<LogEntry[]>;
	/** Every access token given out so far stops working; refresh tokens go on. */
	expireTokens(): Promise<void>;
	/** Milliseconds that each call takes from now on. */
	setLatency(ms: number): Promise<void>;
	/** What Zoho has called, in order. */
	callbacks(): Promise<CallbackEntry[]>;
	/** The live notification channels of all users. */
	channels(): Promise<Channel[]>;
	/** From now on calls like this go wrong, or without a number once. */
	fault(match: FaultMatch, fault: Fault): Promise<void>;
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
	const simulator = controlled(`http://127.0.0.1:${port}`);
	await waitUntil('the simulator answers', async () => await simulator.meter(), {
		unless: owned.assertAlive,
	});
	// The n8n of these stories is on this machine, and the simulator plays a Zoho that can reach it.
	await simulator.control('POST', 'switches', { localCallbacks: true });
	scene.exhibit('last requests at the simulator', async () => {
		const entries = await simulator.log();
		return entries.slice(-60).map(inOneLine).join('\n');
	});
	return simulator;
}

function controlled(url: string): Simulator {
	const control: Simulator['control'] = async (method, name, body) => {
		const headers = { 'content-type': 'application/json' };
		const request = body === undefined ? {} : { headers, body: JSON.stringify(body) };
		const response = await fetch(`${url}/_sim/${name}`, { method, ...request });
		const text = await response.text();
		if (!response.ok) throw new Error(`/_sim/${name} answered ${response.status}: ${text}`);
		return JSON.parse(text) as unknown;
	};
	return {
		url,
		control,
		meter: async () => (await control('GET', 'meter')) as MeterReport,
		async log(since = 0) {
			return ((await control('GET', `log?since=${since}`)) as { entries: LogEntry[] }).entries;
		},
		async expireTokens() {
			await control('DELETE', 'tokens');
		},
		async setLatency(ms) {
			await control('POST', 'latency', { ms });
		},
		async callbacks() {
			return ((await control('GET', 'callbacks')) as { entries: CallbackEntry[] }).entries;
		},
		async channels() {
			return ((await control('GET', 'channels')) as { channels: Channel[] }).channels;
		},
		async fault(match, fault) {
			await control('POST', 'faults', { match, fault });
		},
	};
}

function inOneLine(entry: LogEntry) {
	const { sequence, method, path, status, cost, fault, responseBody } = entry;
	const refusal = status >= 400 || fault ? ` ${fault ?? ''} ${responseBody?.slice(0, 300)}` : '';
	return `${sequence} ${method} ${path} → ${status}, ${cost} credits${refusal}`;
}
