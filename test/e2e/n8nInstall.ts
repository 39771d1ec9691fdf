import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached, cacheRoot } from './cache';
import { nodeRuntime, withRuntime, type NodeRuntime } from './nodeRuntime';
import { runCommand } from './runCommand';

export interface N8nInstall {
	version: string;
	node: NodeRuntime;
	/** n8n's command line program, to be run by `node`. */
	bin: string;
	/** `node_modules` of the install. */
	modules: string;
}

/**
 * n8n from the npm registry in the cache: about 5 minutes and 3 GB the first time. Install scripts
 * stay off; of the native modules only sqlite3 has to be built (isolated-vm ships its binary).
 */
export async function installN8n(version: string): Promise<N8nInstall> {
	const node = await nodeRuntime();
	const env = withRuntime(node);
	const folder = await cached(`n8n-${version}`, async (target) => {
		// Stdout belongs to the figures of `npm run bench -- --json`.
		console.error(`  installing n8n ${version} once: about 5 minutes and 3 GB in ${cacheRoot}`);
		await writeFile(join(target, 'package.json'), JSON.stringify(manifest(version)));
		const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
		// n8n without its peers does not find its own commands, and `npm run` hands our .npmrc down.
		const flags = ['--ignore-scripts', '--legacy-peer-deps=false', ...quiet];
		await runCommand('npm', ['install', ...flags], { cwd: target, env });
		const rebuild = ['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'];
		await runCommand('npm', rebuild, { cwd: target, env });
	});
	const modules = join(folder, 'node_modules');
	return { version, node, bin: join(modules, 'n8n', 'bin', 'n8n'), modules };
}

function manifest(version: string) {
	return {
		name: 'n8n-for-e2e',
		private: true,
		dependencies: { n8n: version },
		// 1.x asks for xlsx by a URL outside the npm registry; the registry's own is enough to start.
		overrides: { xlsx: '0.18.5' },
	};
}
