import { equal } from 'node:assert/strict';
import type { CredentialReference } from './credentials';
import { runWorkflow, type Execution } from './executions';
import type { N8n } from './n8nProcess';
import type { N8nSession } from './n8nRest';
import type { OutsideWorld } from './outsideWorld';
import type { Simulator } from './simulatorProcess';
import {
	importWorkflow,
	readExample,
	type Workflow,
	type WorkflowFile,
	type WorkflowNode,
} from './workflows';

/** One n8n in which the example workflows have a day; all that they spend is on record in `ledger`. */
export interface ExamplesDay {
	n8n: Pick<N8n, 'url'>;
	session: N8nSession;
	simulator: Simulator;
	outside: OutsideWorld;
	credential: CredentialReference;
	/** The imported and published `credit-ledger`. */
	ledger: Workflow;
}

const OURS = 'n8n-nodes-zoho-crm-credits.';
const TWO_OUTPUTS = ['zohoCrmBatchUpsert', 'zohoCrmBatchRead', 'zohoCrmCompositeRequest'];

type Connection = Array<Array<{ node: string; type: string; index: number }>>;

/**
 * The workflow with the two nodes that the ledger's note tells people to copy: behind every output of every
 * Zoho node, and above them.
 */
export function onRecord(file: WorkflowFile, ledger: Workflow): WorkflowFile {
	const copied = ledger.nodes.filter(({ name }) => Object.keys(COPIED).includes(name));
	const added = copied.map((node) => ({ ...node, ...COPIED[node.name](node, ledger.id) }));
	const connections = { ...file.connections } as Record<string, { main: Connection }>;
	for (const { name, type } of file.nodes.filter((node) => node.type.startsWith(OURS))) {
		const main = [...(connections[name]?.main ?? [])];
		const outputs = TWO_OUTPUTS.includes(type.slice(OURS.length)) ? 2 : 1;
		const count = Math.max(outputs, main.length);
		connections[name] = {
			main: Array.from({ length: count }, (_, output) => [
				{ node: 'Credits of This Step', type: 'main', index: 0 },
				...(main[output] ?? []),
			]),
		};
	}
	connections['Credits of This Step'] = {
		main: [[{ node: 'Record Credits', type: 'main', index: 0 }]],
	};
	return { ...file, nodes: [...file.nodes, ...added], connections };
}

const COPIED: Record<string, (node: WorkflowNode, ledgerId: string) => Partial<WorkflowNode>> = {
	'Credits of This Step': () => ({ position: [0, -800] }),
	'Record Credits': ({ parameters }, ledgerId) => ({
		position: [220, -800],
		disabled: false,
		parameters: { ...parameters, workflowId: { __rl: true, mode: 'id', value: ledgerId } },
	}),
};

/** An example, with the day's credentials, on record; `adapt` makes it fit. */
export async function importExample(
	{ session, credential, ledger }: ExamplesDay,
	name: string,
	adapt: (file: WorkflowFile) => WorkflowFile = (file) => file,
): Promise<Workflow> {
	const file = adapt(readExample(name, [credential]));
	return await importWorkflow(session, onRecord(file, ledger));
}

/** Runs it by hand, and what Zoho charged for that. */
export async function runCharged(
	{ session, simulator }: ExamplesDay,
	workflow: Workflow,
	start: string,
): Promise<{ execution: Execution; charged: number }> {
	const before = await simulator.meter();
	const execution = await runWorkflow(session, workflow, start);
	equal(execution.status, 'success', execution.error);
	return { execution, charged: (await simulator.meter()).total - before.total };
}
