import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Scene } from './scene';

export interface ProcessPlan {
	/** For the log file and for messages. */
	name: string;
	command: string;
	args: string[];
	/** The whole environment. */
	env: NodeJS.ProcessEnv;
	uid?: number;
	gid?: number;
	/** What asks it to end; SIGTERM unless given. */
	signal?: NodeJS.Signals;
}

export interface OwnedProcess {
	name: string;
	/** Everything it has printed. */
	log(): string;
	/** Throws when it has ended by itself. */
	assertAlive(): void;
	stop(): Promise<void>;
	/** As when the machine loses power: SIGKILL to it and its children, no chance to tidy up. */
	kill(): Promise<void>;
}

const alive = new Set<ChildProcess>();
// Whatever ends this run, no group of processes outlives it.
process.on('exit', () => alive.forEach((child) => signalGroup(child, 'SIGKILL')));

/** Starts a long-running process in a group of its own; the scene stops it and shows its log on failure. */
export function startProcess(scene: Scene, plan: ProcessPlan): OwnedProcess {
	const file = join(scene.folder, `${plan.name}.log`);
	const output = openSync(file, 'a');
	const { command, args, env, uid, gid } = plan;
	const stdio = ['ignore', output, output] as const;
	const child = spawn(command, args, { env, uid, gid, stdio: [...stdio], detached: true });
	closeSync(output);
	alive.add(child);
	child.on('exit', () => alive.delete(child));

	const log = () => readFileSync(file, 'utf8');
	const owned: OwnedProcess = {
		name: plan.name,
		log,
		assertAlive() {
			if (!alive.has(child)) throw new Error(`${plan.name} has ended:\n${lastLines(log(), 30)}`);
		},
		async stop() {
			if (!alive.has(child)) return;
			// Only the leader is asked: n8n ends its own children in order.
			child.kill(plan.signal ?? 'SIGTERM');
			const gone = await Promise.race([once(child, 'exit'), sleep(20_000, false, { ref: false })]);
			if (gone === false) signalGroup(child, 'SIGKILL');
		},
		async kill() {
			if (!alive.has(child)) return;
			const gone = once(child, 'exit');
			signalGroup(child, 'SIGKILL');
			await gone;
		},
	};
	child.on('error', (error) => scene.print(`  ${plan.name}: ${error.message}`));
	scene.endWith(() => owned.stop());
	scene.exhibit(`end of the log of ${plan.name}`, () => lastLines(withoutMigrations(log()), 60));
	return owned;
}

/** A new database makes n8n print some hundred of them. */
function withoutMigrations(log: string) {
	return log.replace(/^.*(Starting|Finished) migration .*\n/gm, '');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals) {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group is gone already.
	}
}

function lastLines(text: string, count: number) {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}
