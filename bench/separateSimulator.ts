import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { IssuedToken } from '../test/simulator/seed';

const MAIN = join(__dirname, '../test/simulator/main.ts');

/** The simulator in a process of its own, so that its work is not counted as ours. */
export async function separateSimulator(): Promise<{
	origin: string;
	token: IssuedToken;
	end(): void;
}> {
	const child = spawn(process.execPath, ['--import', 'tsx', MAIN, '--port', '0'], {
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	// Its first line is JSON: where it listens, and a token.
	for await (const line of createInterface({ input: child.stdout })) {
		return {
			...(JSON.parse(line) as { origin: string; token: IssuedToken }),
			end: () => void child.kill(),
		};
	}
	throw new Error('The simulator ended before it was ready');
}
