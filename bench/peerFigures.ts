import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installN8n } from '../test/e2e/n8nInstall';
import { measureLoad, measurePeerLoad } from '../test/e2e/packageLoad';
import { peerUpsert500 } from '../test/e2e/peer';
import { installTarball, packOnce } from '../test/e2e/tarball';
import { N8N_VERSION } from '../test/e2e/versions';
import type { Figure } from './figure';
import { figure } from './figure';

const BUILT_IN = "n8n's built-in Zoho CRM node";

/** 500 new leads upserted by each node in a real n8n, against the same simulator with the same latency. */
export async function peerFigures(): Promise<Figure[]> {
	const { ours, peer } = await peerUpsert500(console.error);
	const beside = (measured: 'calls' | 'credits' | 'seconds', unit: string, goal: number): Figure =>
		figure({
			name: `peer.upsert500.${measured}`,
			value: ours[measured],
			unit,
			against: BUILT_IN,
			againstValue: peer[measured],
			goal,
			better: 'lower',
		});
	return [
		beside('calls', 'calls', 0.01),
		beside('credits', 'credits', 0.1),
		beside('seconds', 's', 0.02),
	];
}

/** What the package as npm packs it adds to n8n's start, and how much there is to download. */
export async function packageFigures(): Promise<Figure[]> {
	console.error(`  n8n ${N8N_VERSION}`);
	const install = await installN8n(N8N_VERSION);
	console.error('  build and pack the package');
	const tarball = await packOnce();
	const userFolder = mkdtempSync(join(tmpdir(), 'n8n-bench-'));
	try {
		await installTarball(tarball, userFolder);
		console.error("  load it with n8n's loader");
		const ours = await measureLoad(install, userFolder);
		const peer = await measurePeerLoad(install, userFolder);
		return [loadFigure(ours.milliseconds, peer.milliseconds), sizeFigure(tarball)];
	} finally {
		rmSync(userFolder, { recursive: true, force: true });
	}
}

const loadFigure = (value: number, againstValue: number): Figure =>
	figure({
		name: 'package.loadMs',
		value,
		unit: 'ms',
		against: `${BUILT_IN}, one node`,
		againstValue,
		goal: 50,
		goalOn: 'value',
		better: 'lower',
	});

const sizeFigure = (tarball: { packedSize: number; unpackedSize: number }): Figure =>
	figure({
		name: 'package.packedKB',
		value: tarball.packedSize / 1000,
		unit: 'kB',
		against: 'its files unpacked',
		againstValue: tarball.unpackedSize / 1000,
		goal: 300,
		goalOn: 'value',
		better: 'lower',
	});
