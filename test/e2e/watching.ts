import type { Channel } from '../simulator/channels';
import type { CredentialReference } from './credentials';
import { executionsOf, finishedExecution, type Execution } from './executions';
import type { N8nSession } from './n8nRest';
import type { Simulator } from './simulatorProcess';
import { waitUntil } from './waitUntil';
import {
	importWorkflow,
	publish,
	readWorkflow,
	withParameters,
	type Workflow,
	type WorkflowFile,
} from './workflows';

/** A published workflow with our trigger, and its channel. */
export interface Watching {
	workflow: Workflow;
	channel: Channel;
}

interface Place {
	session: N8nSession;
	simulator: Simulator;
	credential: CredentialReference;
}

/** `workflows/recordChanged.json` for another module or with other parameters. */
export function watchOf(
	{ credential }: Pick<Place, 'credential'>,
	module: string,
	parameters: Record<string, unknown> = {},
): WorkflowFile {
	const file = readWorkflow('recordChanged', [credential]);
	const chosen = { __rl: true, mode: 'list', value: module };
	const watch = [{ module: chosen, operations: ['create', 'edit', 'delete'], fields: [] }];
	const changed = withParameters(file, 'Changed', { modules: { watch }, ...parameters });
	return { ...changed, name: `A record of ${module} changed` };
}

/** Publishes it; resolves when Zoho has its channel. */
export async function watch(place: Place, file: WorkflowFile): Promise<Watching> {
	const workflow = await importWorkflow(place.session, file);
	const before = new Set((await place.simulator.channels()).map(({ id }) => id));
	await publish(place.session, workflow);
	const channel = await waitUntil(`"${file.name}" has a channel`, async () =>
		(await place.simulator.channels()).find(({ id }) => !before.has(id)),
	);
	return { workflow, channel };
}

/** Resolves with what a workflow did since `known` executions, once it has begun as many as `wanted` more. */
export async function newExecutions(
	session: N8nSession,
	workflow: Workflow,
	known: number,
	wanted = 1,
): Promise<Execution[]> {
	const listed = await waitUntil(`${wanted} executions of "${workflow.name}"`, async () => {
		const all = await executionsOf(session, workflow);
		return all.length >= known + wanted && all;
	});
	const fresh = listed.slice(0, listed.length - known).reverse();
	return await Promise.all(fresh.map(async ({ id }) => await finishedExecution(session, id)));
}

/** Module, operation and id of each item that the trigger gave. */
export function eventsOf(executions: Execution[]): string[] {
	return executions.flatMap(({ nodes }) =>
		nodes.Changed.outputs[0].map(({ json }) => [json.module, json.operation, json.id].join(' ')),
	);
}
