import { range, sum, uniq } from 'lodash';
import type { IDataObject, INode, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';
import { ZohoCrmCompositeRequest } from '../../../nodes/ZohoCrmCompositeRequest/ZohoCrmCompositeRequest.node';
import type { RunReport } from '../../../nodes/shared/core/report';
import type { LogEntry } from '../../simulator/log';
import { errorOf, hintsOf, itemsOf } from '../../support/results';
import type { Story, StoryOptions } from '../../support/story';
import { openStory } from '../../support/story';
import type { TestWorkflow } from '../../support/workflow';
import { chain } from '../../support/workflow';

export const NODE = 'zohoCrmCompositeRequest';

export const named = (value: string) => ({ __rl: true, mode: 'name', value });

/** The form of Send with these sub-requests. */
export const sendForm = (
	request: INodeParameters[],
	execution = 'inOrder',
	more: INodeParameters = {},
): INodeParameters => ({
	operation: 'send',
	requestsFrom: 'form',
	execution,
	requests: { request },
	...more,
});

/** Send with the item's own JSON. */
export const sendJson = (execution = 'inOrder', more: INodeParameters = {}): INodeParameters => ({
	operation: 'send',
	requestsFrom: 'json',
	requestsJson: '={{ $json.requests }}',
	execution,
	...more,
});

/** Send Many, each item a sub-request in JSON. */
export const manyJson = (execution = 'inOrder', more: INodeParameters = {}): INodeParameters => ({
	operation: 'sendMany',
	requestsFrom: 'json',
	requestJson: '={{ $json }}',
	execution,
	...more,
});

export const create = (module: string, record: IDataObject, name?: string): IDataObject => ({
	...(name ? { sub_request_id: name } : {}),
	method: 'POST',
	uri: `/crm/v8/${module}`,
	body: { data: [record] },
});

export const lead = (n: number | string): IDataObject => ({
	Last_Name: `Lead ${n}`,
	Company: 'Acme',
});

/** What became of one execution of the node. */
export interface Told {
	run: IRun;
	workflow: TestWorkflow;
	success: IDataObject[];
	failed: IDataObject[];
	/** The input item of each, Success before Failed. */
	pairs: number[];
	error: (Error & { description?: string | null; context: IDataObject }) | undefined;
	report: RunReport;
	/** Credits by the simulator's own meter. */
	meter: number;
	/** Requests to the API, token host left out. */
	calls: LogEntry[];
	/** Above the output. */
	hint: string;
}

export type CompositeStory = Awaited<ReturnType<typeof openComposite>>;

/** A simulated Zoho and the node. Each execution is held to the laws. */
export async function openComposite({ nodes = [], ...options }: Partial<StoryOptions> = {}) {
	const story = await openStory({ nodes: [new ZohoCrmCompositeRequest(), ...nodes], ...options });
	const tell = async (workflow: TestWorkflow, execute: () => Promise<IRun>): Promise<Told> => {
		const before = story.zoho.log.entries().at(-1)?.sequence ?? 0;
		const mark = story.zoho.meter.mark();
		const run = await execute();
		return told(story, workflow, run, before, mark);
	};
	return {
		...story,
		tell,
		async send(
			items: Array<IDataObject | INodeExecutionData>,
			parameters: INodeParameters,
			settings: Partial<INode> = {},
		): Promise<Told> {
			const workflow = chain(items, { type: NODE, parameters, settings });
			return await tell(workflow, async () => await story.engine.run(workflow));
		},
		/** Presses Retry on a failed execution. */
		async retry({ run, workflow }: Told, changed = workflow): Promise<Told> {
			const now = story.engine.open(changed);
			for (const entry of run.data.executionData?.nodeExecutionStack ?? [])
				entry.node = now.getNode(entry.node.name)!;
			return await tell(changed, async () => await story.engine.retry(run, changed));
		},
		/** Records of a module, oldest first. */
		records: (module: string): IDataObject[] =>
			[...(story.zoho.org().modules.get(module)?.store.records.values() ?? [])].map(
				({ id, values }) => ({ id, ...values }) as IDataObject,
			),
		/** Puts records in; returns their ids. */
		seed: (module: string, records: IDataObject[]): string[] =>
			story.zoho.seed({ orgs: [{ records: { [module]: records } }] }).ids[0][module],
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
		pairs: [...success, ...failed].map(pairOf),
		error,
		report: (error?.context.credits ?? inItem) as unknown as RunReport,
		meter: story.zoho.meter.since(mark).total(),
		calls: story.zoho.log.since(before).filter(({ name }) => !name.startsWith('oauth.')),
		hint: ran
			? hintsOf(run, NODE)
					.map(({ message }) => message)
					.join(' ')
			: '',
	};
	expectLaws(outcome, success, failed);
	return outcome;
}

const pairOf = ({ pairedItem }: INodeExecutionData): number =>
	(pairedItem as { item: number }).item;

interface Credits {
	cost: number;
	run?: RunReport;
}

/** Items, report and meter agree, a doubt is named; outputs follow the input; every input item comes out. */
function expectLaws(
	{ workflow, error, report, meter, calls }: Told,
	success: INodeExecutionData[],
	failed: INodeExecutionData[],
) {
	const items = [...success, ...failed];
	if (items.length === 0 && !report) return;
	expect(meter).toBeLessThanOrEqual(report.cost);
	expect(meter).toBeGreaterThanOrEqual(report.cost - report.uncertain);
	expect(calls.length).toBe(report.calls);
	if (error) return;
	const credits = items.map(({ json }) => json.credits as unknown as Credits);
	expect(sum(credits.map(({ cost }) => cost))).toBe(report.cost);
	for (const output of [success, failed].filter(({ length }) => length > 0)) {
		expect((output[0].json.credits as unknown as Credits).run).toEqual(report);
		const pairs = output.map(pairOf);
		expect(pairs).toEqual([...pairs].sort((a, b) => a - b));
	}
	if (items.some(({ pairedItem }) => Array.isArray(pairedItem))) return;
	const inputs = workflow.pinData.Start.length;
	expect(uniq(items.map(pairOf)).sort((a, b) => a - b)).toEqual(range(inputs));
}

/** Bodies of the composites, parsed. */
export const compositesOf = ({ calls }: Told): IDataObject[] =>
	calls
		.filter(({ name }) => name === 'composite')
		.map(({ requestBody }) => JSON.parse(requestBody!) as IDataObject);
