// Loads an installed package with n8n's own loader and prints the processor time it took. Runs in n8n's
// Node, with n8n's modules on NODE_PATH: `node loadPackage.cjs FOLDER`.
const { createRequire } = require('node:module');
const { join } = require('node:path');

// Not the n8n-core of this repository's own node_modules, which a plain require would find first.
const ofN8n = createRequire(join(process.env.NODE_PATH, 'n8n', 'package.json'));
ofN8n('reflect-metadata');
const { PackageDirectoryLoader } = ofN8n('n8n-core');

// n8n-core leaves work of its own behind for the next turns of the event loop; it is not the package's.
setTimeout(load, 200);

async function load() {
	const loader = new PackageDirectoryLoader(process.argv[2]);
	const start = process.cpuUsage();
	await loader.loadAll();
	const { user, system } = process.cpuUsage(start);
	const milliseconds = (user + system) / 1000;
	const { nodes, credentials } = loader.known;
	const names = { nodes: Object.keys(nodes), credentials: Object.keys(credentials) };
	process.stdout.write(`\n${JSON.stringify({ milliseconds, ...names })}`);
	process.exit();
}
