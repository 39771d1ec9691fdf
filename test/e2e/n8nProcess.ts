import { freePort } from './freePort';
import type { N8nInstall } from './n8nInstall';
import { withRuntime } from './nodeRuntime';
import { startProcess, type OwnedProcess } from './ownedProcess';
import type { Scene } from './scene';
import { waitUntil } from './waitUntil';

export interface N8nPlan {
	/** For messages and the log file: `n8n`, `worker-1`. */
	name: string;
	install: N8nInstall;
	/** N8N_USER_FOLDER: database, settings and installed community packages. */
	userFolder: string;
	role: 'start' | 'worker' | 'webhook';
	port?: number;
	/** Added last; a key set to `undefined` is taken out. */
	env?: NodeJS.ProcessEnv;
}

export interface N8n extends OwnedProcess {
	/** Where it answers: editor and webhooks, or a worker's health check. */
	url: string;
}

/** Starts one n8n process; `ready` waits for it, so that several can start side by side. */
export async function startN8n(scene: Scene, plan: N8nPlan): Promise<N8n> {
	const port = plan.port ?? (await freePort());
	const { install, role } = plan;
	const args = [install.bin, role, ...(role === 'worker' ? ['--concurrency=5'] : [])];
	const env = {
		...process.env,
		...withRuntime(install.node),
		...offlineSettings(install.version),
		N8N_USER_FOLDER: plan.userFolder,
		N8N_PORT: String(port),
		QUEUE_HEALTH_CHECK_PORT: String(port),
		// Its default port is the same for every n8n on a machine.
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		...plan.env,
	};
	const owned = startProcess(scene, { name: plan.name, command: install.node.path, args, env });
	return { ...owned, url: `http://127.0.0.1:${port}` };
}

/**
 * Resolves when n8n does real work. A starting n8n answers 200 to every path, so a main process is
 * ready when a visitor who has not signed in is refused (`/healthz/readiness` is early on 1.x).
 */
export async function ready(n8n: N8n, role: N8nPlan['role']) {
	const [path, status] = role === 'start' ? ['/rest/login', 401] : ['/healthz/readiness', 200];
	await waitUntil(
		`${n8n.name} answers ${status} at ${path}`,
		async () => (await fetch(n8n.url + path)).status === status,
		{ timeout: 180_000, unless: n8n.assertAlive },
	);
}

function offlineSettings(version: string): NodeJS.ProcessEnv {
	return {
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_ENCRYPTION_KEY: 'e2e',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		// Keeps the editor from asking n8n's own server for the list of verified packages.
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		// 1.x stops at a module name that it does not know.
		...(version.startsWith('2.') && {
			N8N_DISABLED_MODULES: 'mcp-registry,insights,instance-ai,agents',
		}),
	};
}
