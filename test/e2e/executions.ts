import { parse } from 'flatted';
import type { N8nSession } from './n8nRest';
import { waitUntil } from './waitUntil';
import type { Workflow } from './workflows';

export interface Item {
	json: Record<string, unknown>;
	pairedItem?: unknown;
	binary?: Record<string, { id?: string; fileName?: string }>;
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
	return await finishedExecution(session, await startWorkflow(session, workflow, startNode));
}

/** "Execute workflow" alone; resolves with the execution's id. */
export async function startWorkflow(session: N8nSession, workflow: Workflow, startNode: string) {
	return String((await execute(session, workflow, startNode)).executionId);
}

/** "Execute workflow" of one that waits for a call from outside: the editor listens for a test event. */
export async function listenForTestEvent(
	session: N8nSession,
	workflow: Workflow,
	startNode: string,
) {
	const { waitingForWebhook } = await execute(session, workflow, startNode);
	if (waitingForWebhook !== true) throw new Error(`${workflow.name} does not listen`);
}

async function execute(session: N8nSession, workflow: Workflow, startNode: string) {
	const answer = await session.call('POST', `/rest/workflows/${workflow.id}/run`, {
		workflowData: workflow,
		triggerToStartFrom: { name: startNode },
	});
	return answer as { executionId?: string; waitingForWebhook?: boolean };
}

/** Resolves when the execution sleeps. */
export async function asleep(session: N8nSession, id: string) {
	await waitUntil(
		`execution ${id} sleeps`,
		async () => (await statusOf(session, id)) === 'waiting',
	);
}

export async function statusOf(session: N8nSession, id: string): Promise<string> {
	const { status } = (await session.call('GET', `/rest/executions/${id}`)) as StoredExecution;
	return status;
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

/** An execution as the list of executions shows it. */
export interface ListedExecution {
	id: string;
	status: string;
	/** `webhook` when a call from outside began it, `manual` from the editor. */
	mode: string;
}

/** The executions of a workflow, newest first. */
export async function executionsOf(session: N8nSession, workflow: Workflow) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: workflow.id }));
	const page = await session.call('GET', `/rest/executions?filter=${filter}&limit=100`);
	return (page as { results: ListedExecution[] }).results;
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
