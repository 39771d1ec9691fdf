import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runCommand } from './runCommand';

export const repository = resolve(__dirname, '..', '..');

export interface Tarball {
	file: string;
	/** Bytes as npm would upload it. */
	packedSize: number;
	/** Bytes of its files. */
	unpackedSize: number;
	files: string[];
}

/** Builds the package and packs it into `folder`, as a release would. */
export async function packPackage(folder: string, source = repository): Promise<Tarball> {
	await runCommand('npm', ['run', '--silent', 'build'], { cwd: source });
	const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const report = JSON.parse(await runCommand('npm', pack, { cwd: source })) as Array<{
		filename: string;
		size: number;
		unpackedSize: number;
		files: Array<{ path: string }>;
	}>;
	const [{ filename, size, unpackedSize, files }] = report;
	return {
		file: join(folder, filename),
		packedSize: size,
		unpackedSize,
		files: files.map(({ path }) => path),
	};
}

let packed: Promise<Tarball> | undefined;

/** The package as it is when this process first asks; all stories of a run prove the same tarball. */
export async function packOnce(): Promise<Tarball> {
	packed ??= packInto(mkdtempSync(join(tmpdir(), 'n8n-e2e-tarball-')));
	return await packed;
}

async function packInto(folder: string) {
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	return await packPackage(folder);
}

/** Installs a tarball where n8n looks for community packages, as a self-hosted user does by hand. */
export async function installTarball(tarball: Tarball, userFolder: string) {
	const prefix = join(userFolder, '.n8n', 'nodes');
	await mkdir(prefix, { recursive: true });
	// Otherwise npm installs the peer n8n-workflow, a second copy beside n8n's own.
	const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
	await runCommand('npm', ['install', '--prefix', prefix, ...flags, tarball.file]);
}
