import 'reflect-metadata';
import { parse, stringify } from 'flatted';
import type { INodeType, IRun, IRunExecutionData, WorkflowExecuteMode } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { WorkflowExecute } from 'n8n-core';
import { additionalDataFor } from './additionalData';
import type { StoredCredential } from './credentialStore';
import { CredentialStore } from './credentialStore';
import { nodeTypesOf } from './nodeTypes';
import type { TestWorkflow } from './workflow';
import { START } from './workflow';

export interface EngineSetup {
	/** Instances of our node classes, and of nodes made up for a test. */
	nodes: INodeType[];
	/** Node types under their full name, where a test needs someone else's. */
	others?: Record<string, INodeType>;
	/** The first one is what `workflow` steps get when they name none. */
	credentials?: StoredCredential[];
	/** Public address of this n8n. */
	base?: string;
}

/** An execution under way. */
export interface Execution {
	id: string;
	/** Presses Stop. */
	stop(): void;
	/** Never rejects: a failed execution has `status` error and the error in its data. */
	finished: Promise<IRun>;
}

/** n8n's own engine with our nodes: real expressions, real HTTP, real OAuth2 refresh, no database. */
export type Engine = ReturnType<typeof createEngine>;

export function createEngine({ nodes, others, credentials = [], base }: EngineSetup) {
	const nodeTypes = nodeTypesOf(nodes, others);
	const store = new CredentialStore(credentials);
	let executions = 0;

	const additional = (workflow: TestWorkflow, mode: WorkflowExecuteMode, id: string) =>
		additionalDataFor(store, workflow, mode, id, base);

	/** Puts the first credential into every node of ours that names none and is not told to do without. */
	function open(workflow: TestWorkflow): Workflow {
		return new Workflow({ ...withCredential(workflow, credentials[0]), active: false, nodeTypes });
	}

	function proceed(
		workflow: TestWorkflow,
		mode: WorkflowExecuteMode,
		data: IRunExecutionData,
		id = `${++executions}`,
	): Execution {
		const engine = new WorkflowExecute(additional(workflow, mode, id), mode, data);
		return underWay(id, engine.processRunExecutionData(open(workflow)));
	}

	/** Starts an execution at the start node, with the pinned items as its input. */
	function start(workflow: TestWorkflow, mode: WorkflowExecuteMode = 'manual'): Execution {
		const id = `${++executions}`;
		const opened = open(workflow);
		const engine = new WorkflowExecute(additional(workflow, mode, id), mode);
		const startNode = opened.getNode(START) ?? undefined;
		return underWay(id, engine.run({ workflow: opened, startNode, pinData: workflow.pinData }));
	}

	return {
		nodeTypes,
		additional,
		open,
		start,
		run: async (workflow: TestWorkflow, mode?: WorkflowExecuteMode) =>
			await start(workflow, mode).finished,
		proceed,

		/**
		 * "Retry" in the list of executions: a new execution, id and mode, that goes on at the node that failed
		 * with the saved data, node contexts included (packages/cli/src/executions/execution.service.ts, retry).
		 */
		async retry(failed: IRun, workflow: TestWorkflow): Promise<IRun> {
			const data = saved(failed);
			const { lastNodeExecuted, runData } = data.resultData;
			delete data.resultData.error;
			const runs = runData[lastNodeExecuted ?? ''] ?? [];
			if (runs.at(-1)?.error !== undefined) runs.pop();
			return await proceed(workflow, 'retry', data).finished;
		},
	};
}

/** As the data comes back from the database. */
export const saved = (run: IRun): IRunExecutionData => parse(stringify(run.data));

function underWay(id: string, run: PromiseLike<IRun> & { cancel(): void }): Execution {
	return { id, stop: () => run.cancel(), finished: Promise.resolve(run) };
}

function withCredential(workflow: TestWorkflow, credential?: StoredCredential): TestWorkflow {
	if (!credential) return workflow;
	const entry = { [credential.definition.name]: { id: credential.id, name: credential.name } };
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.type.startsWith('n8n-nodes-base.') ? node : { credentials: entry, ...node },
		),
	};
}
