import { sum } from 'lodash';
import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { ZohoCrmApiCredits } from '../../../nodes/ZohoCrmApiCredits/ZohoCrmApiCredits.node';
import { ZohoCrmBatchRead } from '../../../nodes/ZohoCrmBatchRead/ZohoCrmBatchRead.node';
import { ZohoCrmBatchUpsert } from '../../../nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node';
import type { RunReport } from '../../../nodes/shared/core/report';
import { features, scopesOf } from '../../../nodes/shared/zoho/scopes';
import { errorOf, hintsOf, itemsOf } from '../../support/results';
import type { StoryOptions } from '../../support/story';
import { openStory } from '../../support/story';
import { chain } from '../../support/workflow';

export const NODE = 'zohoCrmApiCredits';

/** What became of one execution of the node. */
export interface Told {
	/** Items of the first output, and of the second where there is one. */
	items: INodeExecutionData[];
	over: INodeExecutionData[];
	json: IDataObject[];
	error: (Error & { description?: string | null; context: IDataObject }) | undefined;
	report: RunReport | undefined;
	meter: number;
	calls: string[];
	hint: string;
}

export type CreditStory = Awaited<ReturnType<typeof openCredits>>;

/** A simulated Zoho, and the node among two others that spend, logged in with what a new credential asks for. */
export async function openCredits(options: Partial<StoryOptions> = {}) {
	const ticked = features.filter(({ initially }) => initially).map(({ id }) => id);
	const story = await openStory({
		nodes: [new ZohoCrmApiCredits(), new ZohoCrmBatchUpsert(), new ZohoCrmBatchRead()],
		token: { scopes: scopesOf(ticked) },
		...options,
	});
	const { zoho, engine } = story;
	return {
		...story,
		/** Runs the node and holds its report to the meter. */
		async ask(
			operation: string,
			parameters: INodeParameters = {},
			items: IDataObject[] = [{}],
			settings: Partial<INode> = {},
		): Promise<Told> {
			const mark = zoho.meter.mark();
			const given = { operation, ...parameters };
			const run = await engine.run(chain(items, { type: NODE, parameters: given, settings }));
			const spent = zoho.meter.since(mark);
			const ran = !run.data.resultData.error;
			const [found, over] = [0, 1].map((output) => (ran ? itemsOf(run, NODE, output) : []));
			const error = errorOf(run) as Told['error'];
			const all = [...found, ...over];
			const credits = all.map(({ json }) => json.credits as unknown as Credits);
			const inItem = credits.find((one) => one.run)?.run;
			const report = (error?.context.credits as unknown as RunReport | undefined) ?? inItem;
			if (ran) expect(sum(credits.map(({ cost }) => cost))).toBe(spent.total());
			for (const item of all) expect(item.pairedItem).toBeDefined();
			if (report) expect(report.cost).toBe(spent.total());
			else expect(spent.total()).toBe(0);
			return {
				items: found,
				over,
				json: found.map(({ json }) => json),
				error,
				report,
				meter: spent.total(),
				calls: spent.entries.map(({ name }) => name),
				hint: ran
					? hintsOf(run, NODE)
							.map(({ message }) => message)
							.join(' ')
					: '',
			};
		},
		/** So many leads created by Batch Upsert; returns the report of that run. */
		async create(count: number, from = 0): Promise<RunReport> {
			const rows = Array.from({ length: count }, (_, at) => ({
				Last_Name: `Lead ${from + at}`,
				Company: 'Acme',
			}));
			const run = await story.run('zohoCrmBatchUpsert', rows, {
				operation: 'create',
				module: { __rl: true, mode: 'name', value: 'Leads' },
				recordsFrom: 'item',
				whenRowsFail: 'sendToFailed',
			});
			const error = errorOf(run);
			if (error) throw error;
			const items = [0, 1].flatMap((output) => itemsOf(run, 'zohoCrmBatchUpsert', output));
			const credits = items.map(({ json }) => json.credits as unknown as Credits);
			return credits.find((one) => one.run)!.run!;
		},
	};
}

interface Credits {
	cost: number;
	run?: RunReport;
}
