import type {
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	IPinData,
	IWorkflowSettings,
} from 'n8n-workflow';
import { fullType } from './nodeTypes';

/** A workflow as n8n saves it. `pinData` of the start node holds the input items. */
export interface TestWorkflow {
	id: string;
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings: IWorkflowSettings;
	staticData: IDataObject;
	pinData: IPinData;
}

export interface Step {
	type: string;
	parameters?: INodeParameters;
	/** Default: the type's short name. */
	name?: string;
	/** `onError`, `retryOnFail`, `maxTries`, `waitBetweenTries`, `executeOnce`, … */
	settings?: Partial<INode>;
	/** Id of the stored credential; default the first of the engine, null for none. */
	credential?: string | null;
}

export const START = 'Start';

export const nameOf = ({ name, type }: Step) => name ?? type.split('.').at(-1)!;

function nodeOf(step: Step, at: number): INode {
	return {
		id: `node-${at}`,
		name: nameOf(step),
		type: fullType(step.type),
		typeVersion: 1,
		position: [200 * at, 0],
		parameters: step.parameters ?? {},
		webhookId: `hook-${at}`,
		...credentialsOf(step.credential),
		...step.settings,
	};
}

/** Left open (undefined) the engine puts its first credential in. */
function credentialsOf(id: string | null | undefined): Pick<INode, 'credentials'> {
	if (id === undefined) return {};
	return { credentials: id === null ? {} : { zohoCrmOAuth2Api: { id, name: id } } };
}

/** JSON objects become items; items that bring binary data or pairs pass as they are. */
export const itemsFrom = (input: Array<IDataObject | INodeExecutionData>): INodeExecutionData[] =>
	input.map((each) =>
		'json' in each && typeof each.json === 'object'
			? (each as INodeExecutionData)
			: { json: each as IDataObject },
	);

/** Start → first step → second step …, each joined to output 0 of the one before. More joints: `join`. */
export function chain(
	input: Array<IDataObject | INodeExecutionData>,
	...steps: Step[]
): TestWorkflow {
	const start: Step = { type: 'n8n-nodes-base.manualTrigger', name: START, credential: null };
	const all = [start, ...steps];
	const workflow: TestWorkflow = {
		id: 'workflow-1',
		name: 'Test',
		nodes: all.map(nodeOf),
		connections: {},
		settings: { executionOrder: 'v1' },
		staticData: {},
		pinData: { [START]: itemsFrom(input) },
	};
	steps.forEach((step, i) => join(workflow, nameOf(all[i]), 0, nameOf(step)));
	return workflow;
}

/** Wires one output of a node to another node. */
export function join(
	workflow: TestWorkflow,
	from: string,
	output: number,
	to: string,
	type: 'main' | 'ai_tool' = 'main',
) {
	const outputs = ((workflow.connections[from] ??= {})[type] ??= []);
	while (outputs.length <= output) outputs.push([]);
	outputs[output]!.push({ node: to, type, index: 0 });
	return workflow;
}

/** Adds a node that nothing is wired to yet. */
export function add(workflow: TestWorkflow, step: Step) {
	workflow.nodes.push(nodeOf(step, workflow.nodes.length));
	return workflow;
}
