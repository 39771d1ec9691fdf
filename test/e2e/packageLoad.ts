import { mkdir, symlink, writeFile } from 'node:fs/promises';
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
	return await measureLoadOf(folder, install, userFolder, tries);
}

/** The same for n8n's built-in Zoho CRM node with its credential, in a package of their own. */
export async function measurePeerLoad(
	install: N8nInstall,
	userFolder: string,
	tries = 7,
): Promise<PackageLoad> {
	const folder = join(userFolder, 'built-in-zoho-crm');
	await mkdir(folder, { recursive: true });
	await symlink(join(install.modules, 'n8n-nodes-base', 'dist'), join(folder, 'dist'));
	const n8n = {
		nodes: ['dist/nodes/Zoho/ZohoCrm.node.js'],
		credentials: ['dist/credentials/ZohoOAuth2Api.credentials.js'],
	};
	const manifest = { name: 'n8n-nodes-base', version: '1.0.0', n8n };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	return await measureLoadOf(folder, install, userFolder, tries);
}

async function measureLoadOf(
	folder: string,
	install: N8nInstall,
	userFolder: string,
	tries: number,
): Promise<PackageLoad> {
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
