import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { IssuedToken } from '../test/simulator/seed';

export interface SeparateServer {
	origin: string;
	token: IssuedToken;
	end(): void;
}

/** The simulator in a process of its own, so that its work is not counted as ours. */
export const separateSimulator = async (): Promise<SeparateServer> =>
	await separate(join(__dirname, '../test/simulator/main.ts'), '--port', '0');

/** What stands in for it where a million records are written, or where each call has to take so many ms and no more. */
export const separateStandIn = async (latencyMs = 0): Promise<SeparateServer> =>
	await separate(join(__dirname, 'standIn.ts'), String(latencyMs));

async function separate(script: string, ...parameters: string[]): Promise<SeparateServer> {
	const child = spawn(process.execPath, ['--import', 'tsx', script, ...parameters], {
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	// Its first line is JSON: where it listens, and a token.
	for await (const line of createInterface({ input: child.stdout })) {
		return {
			...(JSON.parse(line) as { origin: string; token: IssuedToken }),
			end: () => void child.kill(),
		};
	}
	throw new Error(`${script} ended before it was ready`);
}
