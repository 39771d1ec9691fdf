import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import '../test/setup';
import type { IssuedToken } from '../test/simulator/seed';

/**
 * Exports all leads in a process of its own, with n8n's binary data on disk, and prints how much memory the process
 * took at most, in MB.
 */
async function main([rows, origin, token]: string[]): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'export-'));
	process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'filesystem';
	process.env.N8N_BINARY_DATA_STORAGE_PATH = folder;
	try {
		const { exportEngine, exportLeads } = await import('./exportWork');
		const engine = await exportEngine(origin, JSON.parse(token) as IssuedToken);
		const watch = watchMemory();
		const bytes = await exportLeads(engine, Number(rows));
		console.log(JSON.stringify({ megabytes: await watch.peak(), bytes }));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The most memory at any time, looked at often; what loading took is in it for every number of rows. */
function watchMemory() {
	let most = 0;
	let going = true;
	const watching = (async () => {
		while (going) {
			most = Math.max(most, process.memoryUsage.rss());
			await sleep(5);
		}
	})();
	return {
		async peak(): Promise<number> {
			going = false;
			await watching;
			return most / 1e6;
		},
	};
}

main(process.argv.slice(2)).then(
	() => process.exit(),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
