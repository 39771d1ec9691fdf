const { dest, parallel, series, src } = require('gulp');
const { build } = require('esbuild');
const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');

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
		legalComments: 'eof',
	});

// Without `encoding: false` gulp 5 reads files as text and damages binary ones.
const assets = () =>
	src(['icons/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(dest('dist'));

exports.build = series(clean, compile, parallel(bundleVendor, assets));
exports.default = exports.build;
