import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where installs live between runs: outside the checkout, so that `git clean` does not cost 10 minutes. */
export const cacheRoot =
	process.env.N8N_E2E_CACHE ??
	join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'n8n-nodes-zoho-crm-credits-e2e');

/**
 * The folder `name` of the cache. `fill` gets an empty folder the first time; the folder takes its
 * final name only when `fill` is done, so a run that was interrupted leaves nothing half installed.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>) {
	const folder = join(cacheRoot, name);
	if (existsSync(folder)) return folder;
	await removeAbandoned(name);
	const partial = `${folder}.partial-${process.pid}`;
	await mkdir(partial, { recursive: true });
	try {
		await fill(partial);
		await rename(partial, folder);
	} catch (error) {
		await rm(partial, { recursive: true, force: true });
		// Another run may have filled it meanwhile; its folder is as good as ours.
		if (!existsSync(folder)) throw error;
	}
	return folder;
}

async function removeAbandoned(name: string) {
	await mkdir(cacheRoot, { recursive: true });
	for (const entry of await readdir(cacheRoot)) {
		const [base, pid] = entry.split('.partial-');
		if (base !== name || pid === undefined || isAlive(Number(pid))) continue;
		await rm(join(cacheRoot, entry), { recursive: true, force: true });
	}
}

function isAlive(pid: number) {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
