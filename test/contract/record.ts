import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs the tests of the nodes and of their client once, with all that they send and receive written down.
 * @returns the folder of the recordings
 * @throws Error when a test fails, for then not everything was sent
 */
export function recordTests(): string {
	const folder = mkdtempSync(join(tmpdir(), 'zoho-traffic-'));
	const jest = require.resolve('jest/bin/jest');
	console.error('Running the tests of the nodes, to record what they send …');
	const { status } = spawnSync(process.execPath, [jest, 'test/nodes', 'test/zoho'], {
		cwd: join(__dirname, '../..'),
		env: { ...process.env, ZOHO_TRAFFIC: folder },
		stdio: ['ignore', process.stderr, process.stderr],
	});
	if (status !== 0) throw new Error('The tests whose traffic was to be recorded failed');
	return folder;
}
