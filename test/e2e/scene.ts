import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One thing to prove. `tell` starts what it needs through the scene and checks what it sees. */
export interface Story {
	/** For `--only`. */
	name: string;
	title: string;
	tell(scene: Scene): Promise<void>;
}

/** What one story (or `npm run n8n`) has started, measured and found; `close` ends all of it. */
export class Scene {
	/** Scratch folder, gone after `close` unless a check failed. */
	readonly folder = mkdtempSync(join(tmpdir(), 'n8n-e2e-'));
	passed = 0;
	failed = 0;
	private readonly endings: Array<() => Promise<unknown> | unknown> = [];
	private readonly exhibits: Array<{ title: string; read: () => Promise<string> | string }> = [];

	constructor(readonly print: (line: string) => void = console.log) {}

	/** Does `work` and prints what it took. */
	async stage<T>(title: string, work: () => Promise<T>): Promise<T> {
		const start = performance.now();
		try {
			return await work();
		} finally {
			const seconds = ((performance.now() - start) / 1000).toFixed(1);
			this.print(`  ${seconds.padStart(6)} s  ${title}`);
		}
	}

	/** Counts and prints PASS or FAIL; a failed check does not stop the story. Resolves with what it found. */
	async check(title: string, assertion: () => Promise<unknown> | unknown): Promise<boolean> {
		try {
			await assertion();
		} catch (error) {
			this.fail(title, error);
			return false;
		}
		this.passed += 1;
		this.print(`  PASS  ${title}`);
		return true;
	}

	fail(title: string, error: unknown) {
		this.failed += 1;
		const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
		this.print(`  FAIL  ${title}\n${indent(reason, '        ')}`);
	}

	/** Called at the end, the last one given first. */
	endWith(ending: () => Promise<unknown> | unknown) {
		this.endings.push(ending);
	}

	/** Printed when a check fails: a process's log, the simulator's requests. */
	exhibit(title: string, read: () => Promise<string> | string) {
		this.exhibits.push({ title, read });
	}

	async showExhibits() {
		for (const { title, read } of this.exhibits) {
			const text = await Promise.resolve(read()).catch((error) => `not readable: ${error}`);
			this.print(`  ---- ${title}\n${indent(text, '    | ')}`);
		}
	}

	async close() {
		for (const ending of this.endings.splice(0).reverse()) {
			await Promise.resolve(ending()).catch((error) => this.print(`  could not end: ${error}`));
		}
		if (this.failed === 0) rmSync(this.folder, { recursive: true, force: true });
		else this.print(`  logs kept in ${this.folder}`);
	}
}

function indent(text: string, by: string) {
	return text.trimEnd().replace(/^/gm, by);
}
