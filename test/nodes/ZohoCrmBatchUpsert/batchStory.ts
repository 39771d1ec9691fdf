import type { IDataObject, INode, INodeParameters, IRun } from 'n8n-workflow';
import { ZohoCrmBatchUpsert } from '../../../nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node';
import type { RunReport } from '../../../nodes/shared/core/report';
import { features, scopesOf } from '../../../nodes/shared/zoho/scopes';
import { automationRunsOf } from '../../simulator/recordEvents';
import type { LogEntry } from '../../simulator/log';
import { errorOf, itemsOf } from '../../support/results';
import type { Story, StoryOptions } from '../../support/story';
import { openStory } from '../../support/story';
import type { TestWorkflow } from '../../support/workflow';
import { chain } from '../../support/workflow';
import { expectLaws } from './laws';

export const NODE = 'zohoCrmBatchUpsert';

export const named = (value: string) => ({ __rl: true, mode: 'name', value });
export const matching = (...fields: string[]) => ({ fields: fields.map((field) => ({ field })) });

/** The node's form: an upsert of leads by their address, unless told otherwise. */
export const form = (changes: INodeParameters = {}): INodeParameters => ({
	operation: 'upsert',
	module: named('Leads'),
	recordsFrom: 'item',
	matchingFields: matching('Email'),
	...changes,
});

/** A column mapper filled in by hand; `types` are those of the lines that the editor shows. */
export const mapping = (
	value: INodeParameters,
	types: Record<string, string>,
): INodeParameters => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: Object.entries(types).map(([id, type]) => ({
		id,
		displayName: id,
		type,
		required: false,
		display: true,
		defaultMatch: false,
	})),
});

/** Leads with an address each; the same ones for the same numbers. */
export const leads = (count: number, from = 0): IDataObject[] =>
	Array.from({ length: count }, (_, at) => ({
		Last_Name: `Lead ${from + at}`,
		Company: 'Acme',
		Email: `lead${from + at}@example.com`,
	}));

/** What became of one execution of the node. */
export interface Told {
	run: IRun;
	workflow: TestWorkflow;
	success: IDataObject[];
	failed: IDataObject[];
	error: (Error & { description?: string | null; context: IDataObject }) | undefined;
	/** The report of the run, from the items or from the error. */
	report: RunReport;
	/** Credits by the simulator's own meter. */
	meter: number;
	/** Requests to the API, token host left out. */
	calls: LogEntry[];
}

export type BatchStory = Awaited<ReturnType<typeof openBatch>>;

/** A simulated Zoho and the node, logged in with what a new credential asks for. Each execution is held to the laws. */
export async function openBatch({ nodes = [], ...options }: Partial<StoryOptions> = {}) {
	const ticked = features.filter(({ initially }) => initially).map(({ id }) => id);
	const story = await openStory({
		nodes: [new ZohoCrmBatchUpsert(), ...nodes],
		token: { scopes: scopesOf(ticked) },
		...options,
	});
	const tell = async (workflow: TestWorkflow, execute: () => Promise<IRun>): Promise<Told> => {
		const before = story.zoho.log.entries().at(-1)?.sequence ?? 0;
		const mark = story.zoho.meter.mark();
		const run = await execute();
		return told(story, workflow, run, before, mark);
	};
	return {
		...story,
		tell,
		/** Runs the node on these items. */
		async write(
			items: IDataObject[],
			parameters: INodeParameters = form(),
			settings: Partial<INode> = {},
		): Promise<Told> {
			const workflow = chain(items, { type: NODE, parameters, settings });
			return await tell(workflow, async () => await story.engine.run(workflow));
		},
		/**
		 * Presses Retry on a failed execution. With the workflow as it is now, its nodes take the place of those in the
		 * execution's stack (packages/cli/src/executions/execution.service.ts, `loadWorkflow`).
		 */
		async retry({ run, workflow }: Told, changed = workflow): Promise<Told> {
			const now = story.engine.open(changed);
			for (const entry of run.data.executionData?.nodeExecutionStack ?? [])
				entry.node = now.getNode(entry.node.name)!;
			return await tell(changed, async () => await story.engine.retry(run, changed));
		},
		/** Values of all records of a module, oldest first. */
		records: (module: string): IDataObject[] =>
			[...(story.zoho.org().modules.get(module)?.store.records.values() ?? [])].map(
				({ id, values }) => ({ id, ...values }) as IDataObject,
			),
		automations: () => automationRunsOf(story.zoho.org()),
	};
}

function told(story: Story, workflow: TestWorkflow, run: IRun, before: number, mark: number): Told {
	const error = errorOf(run) as Told['error'];
	const ran = NODE in run.data.resultData.runData;
	const [success, failed] = [0, 1].map((output) => (ran ? itemsOf(run, NODE, output) : []));
	const first = [...success, ...failed].find(({ json }) => (json.credits as IDataObject)?.run);
	const { run: inItem } = (first?.json.credits ?? {}) as { run?: RunReport };
	const outcome: Told = {
		run,
		workflow,
		success: success.map(({ json }) => json),
		failed: failed.map(({ json }) => json),
		error,
		report: (error?.context.credits ?? inItem) as unknown as RunReport,
		meter: story.zoho.meter.since(mark).total(),
		calls: story.zoho.log.since(before).filter(({ name }) => !name.startsWith('oauth.')),
	};
	expectLaws(outcome, success, failed);
	return outcome;
}

/** Bodies of the writes, parsed. */
export const bodiesOf = ({ calls }: Told): IDataObject[] =>
	calls
		.filter(({ requestBody, name }) => requestBody && name.startsWith('records.'))
		.map(({ requestBody }) => JSON.parse(requestBody!) as IDataObject);

export const writesOf = ({ calls }: Told): LogEntry[] =>
	calls.filter(({ name }) => name.startsWith('records.'));
