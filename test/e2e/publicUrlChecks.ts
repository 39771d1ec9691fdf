import { equal, match, notEqual, ok } from 'node:assert/strict';
import { plainlyNotPublic, PUBLIC_URL_FIX } from '../../nodes/shared/core/publicUrl';
import { runWorkflow } from './executions';
import { workerOf, type QueueWorld } from './queue';
import type { Scene } from './scene';
import { importWorkflow, readWorkflow } from './workflows';

/**
 * Where Zoho would be told to call back is made of the settings of the worker that runs the workflow. Ends
 * the workers of the queue one by one, so that the worker in question is the only one.
 */
export async function checkPublicUrl(scene: Scene, world: QueueWorld) {
	const { queue } = world;
	await scene.stage('stop the workers', () =>
		Promise.all(queue.workers.map((worker) => worker.stop())),
	);
	const local = await resumeUrlOn(scene, world, 'worker-3', undefined);
	await scene.check(
		'a worker without WEBHOOK_URL gives out a local address, and it is noticed (R135)',
		() => {
			match(local, /^http:\/\/(localhost|127\.0\.0\.1)[:/]/);
			notEqual(plainlyNotPublic(local), null);
			match(PUBLIC_URL_FIX, /WEBHOOK_URL .*of every n8n process, workers too/);
		},
	);
	const open = await resumeUrlOn(scene, world, 'worker-4', 'https://n8n.example.com/');
	await scene.check(
		'a worker with a public WEBHOOK_URL gives out that, and nothing is said',
		() => {
			ok(open.startsWith('https://n8n.example.com/webhook-waiting/'), open);
			equal(plainlyNotPublic(open), null);
		},
	);
}

/** `$execution.resumeUrl` on a worker that lives only as long. */
async function resumeUrlOn(
	scene: Scene,
	{ queue, session }: QueueWorld,
	name: string,
	webhookUrl: string | undefined,
) {
	const worker = await scene.stage(`start ${name} with WEBHOOK_URL ${webhookUrl ?? 'unset'}`, () =>
		queue.startWorker(name, { WEBHOOK_URL: webhookUrl }),
	);
	const workflow = await importWorkflow(session, readWorkflow('resumeUrl', []));
	const execution = await runWorkflow(session, workflow, 'Start');
	equal(execution.status, 'success', execution.error);
	equal(workerOf([worker], execution.id)?.name, name);
	await worker.stop();
	return String(execution.nodes.Address.outputs[0][0].json.url);
}
