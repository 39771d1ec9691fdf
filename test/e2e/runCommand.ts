import { spawn } from 'node:child_process';

export interface CommandOptions {
	cwd?: string;
	/** Added to this process's environment. */
	env?: NodeJS.ProcessEnv;
	/** Run as this user (`postgres`); only root may. */
	uid?: number;
	gid?: number;
}

/**
 * Runs a command to its end and gives back what it wrote to stdout.
 * Throws with the last 40 lines of its output when it exits with anything but 0.
 */
export function runCommand(command: string, args: string[], options: CommandOptions = {}) {
	return new Promise<string>((resolve, reject) => {
		const { env, ...place } = options;
		const child = spawn(command, args, {
			...place,
			env: { ...process.env, ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let stdout = '';
		let both = '';
		child.stdout.on('data', (chunk) => {
			stdout += chunk;
			both += chunk;
		});
		child.stderr.on('data', (chunk) => (both += chunk));
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) return resolve(stdout);
			const tail = both.trimEnd().split('\n').slice(-40).join('\n');
			reject(new Error(`${command} ${args.join(' ')} exited with ${code}:\n${tail}`));
		});
	});
}
