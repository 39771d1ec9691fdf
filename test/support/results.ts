import type {
	ExecutionError,
	INodeExecutionData,
	IRun,
	ITaskData,
	NodeExecutionHint,
} from 'n8n-workflow';

/** The last run of a node in an execution. */
export function taskOf(run: IRun, node: string): ITaskData {
	const task = run.data.resultData.runData[node]?.at(-1);
	if (!task) throw new Error(`The node '${node}' did not run (execution: ${run.status})`);
	return task;
}

/** Items on one output of a node's last run. */
export const itemsOf = (run: IRun, node: string, output = 0): INodeExecutionData[] =>
	taskOf(run, node).data?.main?.[output] ?? [];

/** JSON of the items on one output of a node's last run. */
export const jsonOf = (run: IRun, node: string, output = 0) =>
	itemsOf(run, node, output).map(({ json }) => json);

/** The notes above the node's output. */
export const hintsOf = (run: IRun, node: string): NodeExecutionHint[] =>
	taskOf(run, node).hints ?? [];

/** The error that stopped the execution, or the one of a node that went on despite it. */
export const errorOf = (run: IRun, node?: string): ExecutionError | undefined =>
	(node ? taskOf(run, node).error : undefined) ?? run.data.resultData.error;

/** What the node keeps in its context: lives as long as the execution and its retries. */
export const contextOf = (run: IRun, node: string) =>
	run.data.executionData?.contextData[`node:${node}`] ?? {};
