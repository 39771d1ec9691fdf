import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianProgram } from './debianProgram';
import { freePort } from './freePort';
import { startProcess } from './ownedProcess';
import { runCommand } from './runCommand';
import type { Scene } from './scene';
import { waitUntil } from './waitUntil';

/** Debian keeps the server's programs off PATH, one folder a version. */
const INSTALLS = '/usr/lib/postgresql';

/** A PostgreSQL of our own, trusting every local client; resolves with n8n's settings for it. */
export async function startPostgres(scene: Scene): Promise<NodeJS.ProcessEnv> {
	const port = await freePort();
	const user = await unprivilegedUser();
	const data = mkdtempSync(join(tmpdir(), 'n8n-e2e-postgres-'));
	scene.endWith(() => rmSync(data, { recursive: true, force: true }));
	if (user) chownSync(data, user.uid, user.gid);
	const initdb = ['--pgdata', data, '--auth', 'trust', '--username', 'n8n', '--no-sync'];
	await runCommand(program('initdb'), initdb, { ...user, cwd: data });

	const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${data}`, 'fsync=off'];
	const postgres = startProcess(scene, {
		name: 'postgres',
		command: program('postgres'),
		args: ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])],
		env: process.env,
		// SIGTERM would wait for every client to leave.
		signal: 'SIGINT',
		...user,
	});
	const probe = ['--host', '127.0.0.1', '--port', String(port), '--username', 'n8n'];
	await waitUntil(
		'PostgreSQL accepts connections',
		async () => (await runCommand(program('pg_isready'), probe)) !== '',
		{ every: 100, unless: postgres.assertAlive },
	);
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
		DB_POSTGRESDB_PASSWORD: 'unused',
	};
}

function program(name: string) {
	const versions = existsSync(INSTALLS) ? readdirSync(INSTALLS).sort().reverse() : [];
	const places = versions.map((version) => join(INSTALLS, version, 'bin'));
	return debianProgram(name, 'postgresql', places);
}

/** PostgreSQL refuses to run as root; its Debian package makes a user for it. */
async function unprivilegedUser(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const id = async (flag: string) => Number(await runCommand('id', [flag, 'postgres']));
	return { uid: await id('-u'), gid: await id('-g') };
}
