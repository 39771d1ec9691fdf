import { equal } from 'node:assert/strict';
import { addCredential, connect, peerCredential } from './credentials';
import { runWorkflow } from './executions';
import { Scene } from './scene';
import { N8N_VERSION } from './versions';
import { importWorkflow, readWorkflow } from './workflows';
import { bringN8n, type World } from './world';

export interface UpsertCost {
	/** HTTP calls to the API. */
	calls: number;
	/** By the simulator's meter. */
	credits: number;
	/** Run time of the node alone. */
	seconds: number;
}

export interface PeerUpsert {
	rows: number;
	latencyMs: number;
	ours: UpsertCost;
	/** n8n's built-in Zoho CRM node, unmodified, with its own credential. */
	peer: UpsertCost;
}

const ROWS = 500;
const LATENCY_MS = 150;

/** Upserts 500 new leads with each node, in the same n8n, against the same simulator. */
export async function comparePeerUpsert(scene: Scene, world: World): Promise<PeerUpsert> {
	const { session, simulator, credential } = world;
	const builtIn = await addCredential(session, peerCredential(simulator));
	await connect(session, builtIn);
	await simulator.setLatency(LATENCY_MS);
	const cost = async (file: string): Promise<UpsertCost> => {
		const workflow = await importWorkflow(session, readWorkflow(file, [credential, builtIn]));
		const before = await simulator.meter();
		const execution = await scene.stage(workflow.name, () =>
			runWorkflow(session, workflow, 'Start'),
		);
		equal(execution.status, 'success', execution.error);
		const { outputs, milliseconds } = execution.nodes.Upsert;
		equal(outputs[0].length, ROWS);
		const after = await simulator.meter();
		return {
			calls: after.calls - before.calls,
			credits: after.total - before.total,
			seconds: milliseconds / 1000,
		};
	};
	const peer = await cost('peer');
	const ours = await cost('upsert');
	await simulator.setLatency(0);
	return { rows: ROWS, latencyMs: LATENCY_MS, ours, peer };
}

/** The same with an n8n of its own, for the benchmark; progress goes to `print`. */
export async function peerUpsert500(print: (line: string) => void): Promise<PeerUpsert> {
	const scene = new Scene(print);
	try {
		return await comparePeerUpsert(scene, await bringN8n(scene, N8N_VERSION));
	} catch (error) {
		scene.fail('peer.upsert500', error);
		await scene.showExhibits();
		throw error;
	} finally {
		await scene.close();
	}
}
