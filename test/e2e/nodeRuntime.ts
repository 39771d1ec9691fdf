import { dirname, join } from 'node:path';
import { cached } from './cache';
import { runCommand } from './runCommand';
import { NODE_VERSION } from './versions';

export interface NodeRuntime {
	/** The `node` binary. */
	path: string;
	version: string;
	/** Folder that holds `include/node`, for native builds without network; absent for the system's Node. */
	headers?: string;
}

/** A Node that n8n 2.x accepts: this process's own when it is new enough, else one from the npm registry. */
export async function nodeRuntime(): Promise<NodeRuntime> {
	if (Number(process.versions.node.split('.')[0]) >= 24) {
		return { path: process.execPath, version: process.versions.node };
	}
	const name = `node-${process.platform}-${process.arch}`;
	const folder = await cached(`${name}-${NODE_VERSION}`, async (target) => {
		// This package holds the binary itself; `node` would download it by an install script.
		await runCommand('npm', [
			...['install', '--prefix', target, '--ignore-scripts', '--no-audit', '--no-fund'],
			`${name}@${NODE_VERSION}`,
		]);
	});
	const headers = join(folder, 'node_modules', name);
	return { path: join(headers, 'bin', 'node'), version: NODE_VERSION, headers };
}

/** Environment in which `node`, and everything that starts `node` by name, is this runtime. */
export function withRuntime(node: NodeRuntime): NodeJS.ProcessEnv {
	return {
		PATH: `${dirname(node.path)}:${process.env.PATH}`,
		...(node.headers && { npm_config_nodedir: node.headers }),
	};
}
