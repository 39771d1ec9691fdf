import { parse } from 'flatted';
import type { N8nSession } from './n8nRest';
import { waitUntil } from './waitUntil';
import type { Workflow } from './workflows';

export interface Item {
	json: Record<string, unknown>;
	pairedItem?: unknown;
}

/** The last run of one node. */
export interface NodeRun {
	/** Items by output. */
	outputs: Item[][];
	milliseconds: number;
	hints: string[];
	error?: string;
}

export interface Execution {
	id: string;
	status: string;
	seconds: number;
	nodes: Record<string, NodeRun>;
	error?: string;
}

interface StoredExecution {
	id: string;
	status: string;
	startedAt: string;
	stoppedAt: string | null;
	data: string;
}

interface StoredRun {
	resultData: {
		error?: { message: string };
		runData: Record<string, StoredNodeRun[]>;
	};
}

interface StoredNodeRun {
	executionTime: number;
	hints?: Array<{ message: string }>;
	error?: { message: string };
	data?: { main: Array<Item[] | null> };
}

/** Runs a workflow as "Execute workflow" in the editor does and waits for its end. */
export async function runWorkflow(session: N8nSession, workflow: Workflow, startNode: string) {
	const path = `/rest/workflows/${workflow.id}/run`;
	const started = await session.call('POST', path, {
		workflowData: workflow,
		triggerToStartFrom: { name: startNode },
	});
	const { executionId } = started as { executionId: string };
	return await finishedExecution(session, executionId);
}

/** The execution once it has ended; a waiting one does not count as ended. */
export async function finishedExecution(
	session: N8nSession,
	id: string,
	timeout = 300_000,
): Promise<Execution> {
	const read = async () => {
		const stored = (await session.call('GET', `/rest/executions/${id}`)) as StoredExecution;
		const final = !['new', 'running', 'waiting'].includes(stored.status);
		// With SQLite the status can be final while the data is still an empty list.
		return final && stored.data.length > '[]'.length && stored;
	};
	return readable(await waitUntil(`execution ${id} ends`, read, { timeout }));
}

/** Ids of the finished executions of a workflow, newest first. */
export async function executionsOf(session: N8nSession, workflow: Workflow) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: workflow.id }));
	const page = await session.call('GET', `/rest/executions?filter=${filter}&limit=100`);
	return (page as { results: Array<{ id: string; status: string }> }).results;
}

function readable(stored: StoredExecution): Execution {
	const { resultData } = parse(stored.data) as StoredRun;
	const runs = Object.entries(resultData.runData).map(([node, list]) => {
		const last = list[list.length - 1];
		return [node, nodeRun(last)] as const;
	});
	const milliseconds = Date.parse(stored.stoppedAt ?? '') - Date.parse(stored.startedAt);
	return {
		id: stored.id,
		status: stored.status,
		seconds: milliseconds / 1000,
		nodes: Object.fromEntries(runs),
		error: resultData.error?.message,
	};
}

function nodeRun(run: StoredNodeRun): NodeRun {
	return {
		outputs: (run.data?.main ?? []).map((items) => items ?? []),
		milliseconds: run.executionTime,
		hints: (run.hints ?? []).map(({ message }) => message),
		error: run.error?.message,
	};
}
