const { dest, parallel, series, src } = require('gulp');
const { build } = require('esbuild');
const { spawn } = require('node:child_process');
const { readFile, rm, writeFile } = require('node:fs/promises');

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
		stdio: 'inherit',
	});

const bundleVendor = () =>
	build({
		entryPoints: ['nodes/shared/vendor/index.ts'],
		outfile: 'dist/nodes/shared/vendor/index.js',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		mainFields: ['module', 'main'],
		// fflate's Node build requires 'module', which n8n's scanner refuses.
		alias: { fflate: 'fflate/browser' },
	});

// The licences of the bundled libraries ask to travel with them.
const licences = async () => {
	const texts = ['csv-parse', 'csv-stringify', 'fflate'].map(
		async (name) => `${name}\n\n${await readFile(`node_modules/${name}/LICENSE`, 'utf8')}`,
	);
	const text = (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
	await writeFile('dist/nodes/shared/vendor/LICENSES.txt', text);
};

// Without `encoding: false` gulp 5 reads files as text and damages binary ones.
const assets = () =>
	src(['icons/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(dest('dist'));

exports.build = series(clean, compile, parallel(bundleVendor, licences, assets));
exports.default = exports.build;
