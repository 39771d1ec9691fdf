// Loads an installed package with n8n's own loader and prints what it took. Runs in n8n's Node, with
// n8n's modules on NODE_PATH: `node loadPackage.cjs FOLDER`.
require('reflect-metadata');
const { PackageDirectoryLoader } = require('n8n-core');

const loader = new PackageDirectoryLoader(process.argv[2]);
const start = performance.now();
loader.loadAll().then(() => {
	const milliseconds = performance.now() - start;
	const { nodes, credentials } = loader.known;
	const names = { nodes: Object.keys(nodes), credentials: Object.keys(credentials) };
	process.stdout.write(`\n${JSON.stringify({ milliseconds, ...names })}`);
	process.exit();
});
