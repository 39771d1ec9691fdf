import { sum } from 'lodash';
import type { IDataObject, INode, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';
import { ZohoCrmBatchRead } from '../../../nodes/ZohoCrmBatchRead/ZohoCrmBatchRead.node';
import type { RunReport } from '../../../nodes/shared/core/report';
import { features, scopesOf } from '../../../nodes/shared/zoho/scopes';
import type { Clock } from '../../simulator/clock';
import { manualClock } from '../../simulator/clock';
import type { LogEntry } from '../../simulator/log';
import { seedRecords } from '../../simulator/seedRecords';
import { errorOf, hintsOf, itemsOf } from '../../support/results';
import type { StoryOptions } from '../../support/story';
import { openStory } from '../../support/story';
import { chain } from '../../support/workflow';

export const NODE = 'zohoCrmBatchRead';
export const NOON = Date.parse('2024-03-01T12:00:00Z');

export const named = (value: string) => ({ __rl: true, mode: 'name', value });

/** What became of one execution of the node. */
export interface Told {
	run: IRun;
	found: INodeExecutionData[];
	notFound: INodeExecutionData[];
	error: (Error & { description?: string | null; context: IDataObject }) | undefined;
	/** From the items or from the error; undefined when nothing was spent and the run threw. */
	report: RunReport;
	/** Credits by the simulator's own meter. */
	meter: number;
	/** Requests to the API. */
	calls: LogEntry[];
	hint: string;
}

export type ReadStory = Awaited<ReturnType<typeof openReads>>;

interface Credits {
	cost: number;
	run?: RunReport;
}

const creditsOf = ({ json }: INodeExecutionData): Credits => json.credits as unknown as Credits;

/** A simulated Zoho that stands at noon, and the node, logged in with what a new credential asks for. */
export async function openReads({
	clock = manualClock(NOON),
	...options
}: Partial<StoryOptions> & { clock?: Clock } = {}) {
	const ticked = features.filter(({ initially }) => initially).map(({ id }) => id);
	const story = await openStory({
		nodes: [new ZohoCrmBatchRead()],
		token: { scopes: scopesOf(ticked) },
		clock,
		...options,
	});
	const { zoho, engine } = story;
	return {
		...story,
		clock,
		/** Puts records into a module, without a call; returns their ids. */
		seed: (module: string, records: IDataObject[]): string[] =>
			seedRecords(zoho.org(), module, records, { now: clock.now() }),
		/** Runs the node on these items and holds the execution to the meter. */
		async read(
			items: IDataObject[],
			parameters: INodeParameters,
			settings: Partial<INode> = {},
		): Promise<Told> {
			const before = zoho.log.entries().at(-1)?.sequence ?? 0;
			const mark = zoho.meter.mark();
			const workflow = chain(items, { type: NODE, parameters, settings });
			const run = await engine.run(workflow);
			const meter = zoho.meter.since(mark).total();
			const calls = zoho.log.since(before).filter(({ name }) => !name.startsWith('oauth.'));
			return told(run, meter, calls);
		},
	};
}

function told(run: IRun, meter: number, calls: LogEntry[]): Told {
	const error = errorOf(run) as Told['error'];
	const ran = !run.data.resultData.error;
	const [found, notFound] = [0, 1].map((output) => (ran ? itemsOf(run, NODE, output) : []));
	const items = [...found, ...notFound];
	const inItem = items.map(creditsOf).find(({ run: report }) => report)?.run;
	const report = (error?.context.credits ?? inItem) as unknown as RunReport;
	if (ran) {
		expect(sum(items.map((item) => creditsOf(item).cost))).toBe(meter);
		for (const output of [found, notFound].filter(({ length }) => length > 0))
			expect(creditsOf(output[0]).run).toBeDefined();
		for (const item of items) expect(item.pairedItem).toBeDefined();
	}
	if (report) expect(report).toMatchObject({ cost: meter, calls: calls.length });
	else expect(meter).toBe(0);
	const hint = ran ? hintsOf(run, NODE).map(({ message }) => message) : [];
	return { run, found, notFound, error, report, meter, calls, hint: hint.join(' ') };
}

/** The queries sent, as text. */
export const queriesOf = ({ calls }: Told): string[] =>
	calls
		.filter(({ name }) => name === 'coql.query')
		.map(({ requestBody }) => String((JSON.parse(requestBody!) as IDataObject).select_query));

export const jsonOf = (items: INodeExecutionData[]): IDataObject[] => items.map(({ json }) => json);

/** Leads with an address each; the same ones for the same numbers. */
export const leads = (count: number, from = 0): IDataObject[] =>
	Array.from({ length: count }, (_, at) => ({
		Last_Name: `Lead ${from + at}`,
		Company: 'Acme',
		Email: `lead${from + at}@example.com`,
	}));
