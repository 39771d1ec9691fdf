import { equal } from 'node:assert/strict';
import type { CredentialReference } from './credentials';
import { runWorkflow, type Execution } from './executions';
import type { N8nSession } from './n8nRest';
import { importWorkflow, readWorkflow } from './workflows';

/** What the node API Credits gives of the ledger of the process that runs it. */
export interface Ledger {
	total: number;
	/** Under what is no run of a node: `channel.create`, `callback`, `ui.fields`. */
	outsideRuns: number;
	byNode: Record<string, number>;
}

/** Reads the ledger by running API Credits, Get Usage: 0 credits. */
export async function readLedger(
	session: N8nSession,
	credential: CredentialReference,
): Promise<Ledger> {
	const workflow = await importWorkflow(session, readWorkflow('usage', [credential]));
	const execution = await runWorkflow(session, workflow, 'Start');
	equal(execution.status, 'success', execution.error);
	const { used24h, byNode } = execution.nodes.Usage.outputs[0][0].json as unknown as {
		used24h: { value: number };
		byNode: Array<{ name: string; credits: number }>;
	};
	const outside = byNode.filter(({ name }) => /^(channel|callback|ui)\b/.test(name));
	return {
		total: used24h.value,
		outsideRuns: outside.reduce((sum, { credits }) => sum + credits, 0),
		byNode: Object.fromEntries(byNode.map(({ name, credits }) => [name, credits])),
	};
}

/** Credits on all items that these nodes gave. */
export function creditsOn(executions: Execution[], nodes: string[]): number {
	const items = executions.flatMap((execution) =>
		nodes.flatMap((node) => execution.nodes[node]?.outputs.flat() ?? []),
	);
	const costs = items.map(({ json }) => (json.credits as { cost: number } | undefined)?.cost ?? 0);
	return costs.reduce((total, cost) => total + cost, 0);
}
