import 'reflect-metadata';
import { parse, stringify } from 'flatted';
import type {
	INodeType,
	INodeTypes,
	IRun,
	IRunExecutionData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
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
	/** The first one is what steps get that name none. */
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
export class Engine {
	readonly nodeTypes: INodeTypes;
	private readonly store: CredentialStore;
	private executions = 0;

	constructor(private readonly setup: EngineSetup) {
		this.nodeTypes = nodeTypesOf(setup.nodes, setup.others);
		this.store = new CredentialStore(setup.credentials ?? []);
	}

	/** Starts an execution at the start node, with the pinned items as its input. */
	start(workflow: TestWorkflow, mode: WorkflowExecuteMode = 'manual'): Execution {
		const id = `${++this.executions}`;
		const opened = this.open(workflow);
		const engine = new WorkflowExecute(this.additional(workflow, mode, id), mode);
		const startNode = opened.getNode(START) ?? undefined;
		return underWay(id, engine.run({ workflow: opened, startNode, pinData: workflow.pinData }));
	}

	async run(workflow: TestWorkflow, mode?: WorkflowExecuteMode): Promise<IRun> {
		return await this.start(workflow, mode).finished;
	}

	/** Goes on where the data of an execution stands; under a new id unless told otherwise. */
	proceed(
		workflow: TestWorkflow,
		mode: WorkflowExecuteMode,
		data: IRunExecutionData,
		id = `${++this.executions}`,
	): Execution {
		const engine = new WorkflowExecute(this.additional(workflow, mode, id), mode, data);
		return underWay(id, engine.processRunExecutionData(this.open(workflow)));
	}

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
		return await this.proceed(workflow, 'retry', data).finished;
	}

	/** The workflow as n8n opens it; nodes of ours that name no credential get the engine's first. */
	open(workflow: TestWorkflow): Workflow {
		const withCredentials = withCredential(workflow, this.setup.credentials?.[0]);
		return new Workflow({ ...withCredentials, active: false, nodeTypes: this.nodeTypes });
	}

	additional(workflow: TestWorkflow, mode: WorkflowExecuteMode, id: string) {
		return additionalDataFor(this.store, workflow, mode, id, this.setup.base);
	}
}

export const createEngine = (setup: EngineSetup) => new Engine(setup);

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
