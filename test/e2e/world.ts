import { join } from 'node:path';
import { addCredential, connect, ourCredential, type CredentialReference } from './credentials';
import { installN8n, type N8nInstall } from './n8nInstall';
import { ready, startN8n, type N8n } from './n8nProcess';
import { signIn, type N8nSession } from './n8nRest';
import type { Scene } from './scene';
import { startSimulator, type Simulator } from './simulatorProcess';
import { installTarball, packOnce, type Tarball } from './tarball';

/** What every story needs before n8n starts. */
export interface Ground {
	install: N8nInstall;
	tarball: Tarball;
	/** N8N_USER_FOLDER with our package installed in it. */
	userFolder: string;
	simulator: Simulator;
}

/** One n8n with our package, and our credential connected to the simulator. */
export interface World extends Ground {
	n8n: N8n;
	session: N8nSession;
	credential: CredentialReference;
}

export async function prepareGround(
	scene: Scene,
	version: string,
	simulatorPort?: number,
): Promise<Ground> {
	const install = await scene.stage(`install n8n ${version}`, () => installN8n(version));
	const tarball = await scene.stage('build and pack the package', () => packOnce());
	const userFolder = join(scene.folder, 'user');
	await scene.stage('install the tarball', () => installTarball(tarball, userFolder));
	const simulator = await scene.stage('start the simulator', () =>
		startSimulator(scene, simulatorPort),
	);
	return { install, tarball, userFolder, simulator };
}

export async function bringN8n(
	scene: Scene,
	version: string,
	ports: { n8n?: number; simulator?: number } = {},
): Promise<World> {
	const ground = await prepareGround(scene, version, ports.simulator);
	const { install, userFolder, simulator } = ground;
	const plan = { name: 'n8n', install, userFolder, role: 'start', port: ports.n8n } as const;
	const n8n = await startN8n(scene, plan);
	await scene.stage('start n8n', () => ready(n8n, 'start'));
	const session = await signIn(n8n.url);
	const credential = await scene.stage('connect the credential', () =>
		connectOurs(session, simulator),
	);
	return { ...ground, n8n, session, credential };
}

/** An n8n that was stopped or killed, at its old port and with what it had stored. */
export async function startAgain(scene: Scene, world: World) {
	const { install, userFolder } = world;
	const port = Number(new URL(world.n8n.url).port);
	const plan = { name: 'n8n', install, userFolder, role: 'start', port } as const;
	world.n8n = await startN8n(scene, plan);
	await scene.stage('start n8n again', () => ready(world.n8n, 'start'));
}

export async function connectOurs(session: N8nSession, simulator: Simulator) {
	const credential = await addCredential(session, ourCredential(simulator));
	await connect(session, credential);
	return credential;
}
