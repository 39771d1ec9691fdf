// Packs the package as a release would and looks at what would be published: n8n's own scanner over
// the source and the tarball, the files in it, what they require, and whether n8n could load them.
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(import.meta.url);
/** What n8n supplies to an installed package; lodash also by path (`lodash/chunk`). */
const supplied = /^(n8n-workflow|lodash(\/\w+)?|luxon|(node:)?crypto)$/;
const redisOnlyIn = /^dist\/nodes\/shared\/state\/redis\w*\.js$/;

let failed = 0;
let passed = 0;

function check(title, problems) {
	if (problems.length === 0) passed++;
	else failed++;
	console.log(`${problems.length === 0 ? 'PASS' : 'FAIL'}  ${title}`);
	for (const problem of problems.slice(0, 20)) console.log(`      ${problem}`);
}

function filesBelow(folder) {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** Packs and unpacks below node_modules, so that the unpacked files find n8n-workflow and the rest as they would in n8n. */
function unpack(folder) {
	const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const [{ filename }] = JSON.parse(
		execFileSync('npm', pack, { cwd: repository, encoding: 'utf8' }),
	);
	execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder]);
	return join(folder, 'package');
}

async function scan(folder, patterns) {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	return passed ? [] : [message, ...String(details ?? '').split('\n')];
}

function checkFiles(files) {
	const allowed = /^(package\.json|README\.md|LICENSE\.md|dist\/.+)$/;
	const unwanted =
		/(\.test\.|\.ts$|\.map$|tsbuildinfo|^dist\/(test|scripts)\/|^dist\/.*package\.json$)/;
	check('only the build, package.json, README and licence are packed', [
		...files.filter((file) => !allowed.test(file) || unwanted.test(file)),
		...['README.md', 'LICENSE.md'].filter((file) => !files.includes(file)).map((f) => `no ${f}`),
	]);
}

function checkManifest(manifest, files) {
	check('no dependencies, and n8n-workflow as the one peer (R154)', [
		...Object.keys(manifest.dependencies ?? {}),
		...(JSON.stringify(manifest.peerDependencies) === '{"n8n-workflow":"*"}' ? [] : ['peer']),
	]);
	const registered = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
	check('every registered node and credential is packed', [
		...registered.filter((file) => !files.includes(file)),
	]);
	const present = files.filter((file) => /\.(node|credentials)\.js$/.test(file));
	check('every packed node and credential is registered', [
		...present.filter((file) => !registered.includes(file)),
	]);
}

function checkRequires(folder, files) {
	const wrong = [];
	for (const file of files.filter((each) => each.endsWith('.js'))) {
		const source = readFileSync(join(folder, file), 'utf8');
		for (const [, name] of source.matchAll(/\brequire\(\s*['"]([^'"]+)['"]\s*\)/g)) {
			const fine =
				name.startsWith('.') ||
				supplied.test(name) ||
				(name === 'ioredis' && redisOnlyIn.test(file));
			if (!fine) wrong.push(`${file} requires ${name}`);
		}
		if (/\bimport\(/.test(source)) wrong.push(`${file} imports at run time`);
	}
	check('the build requires only itself and what n8n supplies (R75, R150)', wrong);
}

function checkLoading(folder, manifest) {
	const problems = [];
	for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
		const name = file.split('/').at(-1).split('.')[0];
		try {
			const instance = new (require(join(folder, file))[name])();
			const icon = instance.icon ?? instance.description?.icon;
			for (const path of Object.values(icon ?? { none: 'file:missing' })) {
				const svg = join(folder, dirname(file), path.replace('file:', ''));
				if (!existsSync(svg)) problems.push(`${name}: no icon ${path}`);
			}
			const codex = join(folder, file.replace(/\.js$/, '.json'));
			if (file.includes('.node.') && !existsSync(codex)) problems.push(`${name}: no codex`);
		} catch (error) {
			problems.push(`${name}: ${error.message}`);
		}
	}
	check('every node and credential loads, with its icons and codex', problems);
}

const cache = join(repository, 'node_modules');
const folder = mkdtempSync(join(cache, '.check-package-'));
try {
	const unpacked = unpack(folder);
	const files = filesBelow(unpacked);
	const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
	checkFiles(files);
	checkManifest(manifest, files);
	checkRequires(unpacked, files);
	checkLoading(unpacked, manifest);
	check(
		"n8n's scanner accepts the source (R152, R155)",
		await scan(repository, SOURCE_FILE_PATTERNS),
	);
	check("n8n's scanner accepts the tarball (R152, R155)", await scan(unpacked));
} finally {
	rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
