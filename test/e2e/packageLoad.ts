import { join } from 'node:path';
import type { N8nInstall } from './n8nInstall';
import { runCommand } from './runCommand';
import { PACKAGE_NAME } from './versions';

export interface PackageLoad {
	/**
	 * Processor time of n8n's own loader for all nodes and credentials of the package, the least of several
	 * fresh processes: waiting for other work on the machine is not the package's.
	 */
	milliseconds: number;
	nodes: string[];
	credentials: string[];
}

/** Times how much our package adds to n8n's start; the tarball must be installed in `userFolder`. */
export async function measureLoad(
	install: N8nInstall,
	userFolder: string,
	tries = 7,
): Promise<PackageLoad> {
	const folder = join(userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE_NAME);
	const script = join(__dirname, 'loadPackage.cjs');
	const env = {
		NODE_PATH: install.modules,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'e2e',
	};
	const loads: PackageLoad[] = [];
	for (let i = 0; i < tries; i += 1) {
		const output = await runCommand(install.node.path, [script, folder], { env });
		loads.push(JSON.parse(output.slice(output.lastIndexOf('\n'))) as PackageLoad);
	}
	return loads.reduce((fastest, load) =>
		load.milliseconds < fastest.milliseconds ? load : fastest,
	);
}
