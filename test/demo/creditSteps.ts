import { sumBy } from 'lodash';
import type { IDataObject, INodeType, IRun } from 'n8n-workflow';
import { ZohoCrmApiCredits } from '../../nodes/ZohoCrmApiCredits/ZohoCrmApiCredits.node';
import { ZohoCrmBatchRead } from '../../nodes/ZohoCrmBatchRead/ZohoCrmBatchRead.node';
import { ZohoCrmBatchUpsert } from '../../nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node';
import { ZohoCrmCachedMetadata } from '../../nodes/ZohoCrmCachedMetadata/ZohoCrmCachedMetadata.node';
import { ZohoCrmCompositeRequest } from '../../nodes/ZohoCrmCompositeRequest/ZohoCrmCompositeRequest.node';
import { itemsOf, jsonOf } from '../support/results';
import type { Story } from '../support/story';
import { costOf, openStory } from '../support/story';
import { chain } from '../support/workflow';
import { runByJobs } from './jobRuns';
import { newLead, ROUTE_RUNS, seedLeads } from './routeRuns';
import type { Step, StepResult } from './step';

const CREDITS = 'zohoCrmApiCredits';
const ROWS = 1_000;
const WHOLE_MODULE = 10_000;

const WORKS = [
	'upsert',
	'insert',
	'update',
	'delete',
	'massUpdate',
	'getByIds',
	'lookUp',
	'query',
	'search',
	'getChanged',
	'getDeleted',
	'export',
	'metadata',
	'mixed',
];

/** What a route really took. `reported`: by the nodes, on their items and in the ledger of callbacks. */
export interface RouteTaken {
	calls: number;
	reported: number;
	meter: number;
}

const nodes = (): INodeType[] => [
	new ZohoCrmBatchUpsert(),
	new ZohoCrmBatchRead(),
	new ZohoCrmCompositeRequest(),
	new ZohoCrmCachedMetadata(),
];

const inStory = async <T>(own: INodeType[], tell: (story: Story) => Promise<T>): Promise<T> => {
	const story = await openStory({ nodes: own });
	try {
		return await tell(story);
	} finally {
		await story.close();
	}
};

/** The items of `Plan` for every kind of work. */
async function planAll(): Promise<IDataObject[]> {
	return await inStory([new ZohoCrmApiCredits()], async (story) => {
		const items = WORKS.map((work) => ({ work }));
		const run = await story.run(CREDITS, items, {
			operation: 'plan',
			work: '={{ $json.work }}',
			rows: ROWS,
		});
		return jsonOf(run, CREDITS);
	});
}

/** Does the work by a route in an org of its own. */
export async function takeRoute(work: string, route: string, rows: number): Promise<RouteTaken> {
	const go = ROUTE_RUNS[`${work}/${route}`];
	if (!go) return await runByJobs(work, route, rows);
	return await inStory(nodes(), async (story) => {
		const ids = seedLeads(story, route === 'getChanged.oneByOne' ? WHOLE_MODULE : rows);
		const world = { story, ids, rows };
		if (work === 'getDeleted') await ROUTE_RUNS['delete/delete.batch'](world);
		const mark = story.zoho.meter.mark();
		const runs = await go(world);
		const spent = story.zoho.meter.since(mark);
		return {
			calls: spent.entries.length,
			reported: sumBy(runs, (run: IRun) => costOf(run, nodeIn(run))),
			meter: spent.total(),
		};
	});
}

const nodeIn = (run: IRun): string => Object.keys(run.data.resultData.runData).at(-1)!;

const plan: Step = {
	name: 'credits.plan',
	node: 'API Credits',
	work: `Every route of every work planned for ${ROWS.toLocaleString('en')} rows, and then really taken`,
	run: async (): Promise<StepResult> => {
		const planned = await planAll();
		const notes: string[] = [];
		const totals = { calls: 0, credits: 0, meter: 0, success: 0 };
		for (const { work, route, creditsNeeded, overheadIfNothingIsCached: cold } of planned) {
			const taken = await takeRoute(String(work), String(route), ROWS);
			const price = Number(creditsNeeded) + Number(cold);
			const agrees = price === taken.meter && taken.reported === taken.meter;
			notes.push(
				`${String(work)} by ${String(route)}: planned ${price}, meter ${taken.meter}, reported ${taken.reported}${agrees ? '' : ' ← differs'}`,
			);
			totals.calls += taken.calls;
			totals.credits += price;
			totals.meter += taken.meter;
			totals.success += agrees ? 1 : 0;
		}
		const wrong = notes.filter((note) => note.endsWith('differs'));
		if (wrong.length > 0) throw new Error(wrong.join('\n'));
		return {
			items: planned.length,
			...totals,
			failed: planned.length - totals.success,
			baseline: null,
			notes,
		};
	},
};

const RUNS = 20;
const CAP = 100;
const ROWS_PER_RUN = 90;

/** Twenty executions at one time, each for 9 credits, under a daily cap of 100. */
const guard: Step = {
	name: 'credits.guard',
	node: 'API Credits',
	work: `${RUNS} runs at one time under a daily cap of ${CAP}, in an org with plenty`,
	run: async (): Promise<StepResult> => {
		const story = await openStory({
			nodes: [new ZohoCrmBatchUpsert()],
			credential: { dailyCap: CAP, edition: 'enterprise', licences: 10 },
			latencyMs: 20,
		});
		try {
			const node = 'zohoCrmBatchUpsert';
			const runs = await Promise.all(
				Array.from({ length: RUNS }, async (_, at) => {
					const rows = Array.from({ length: ROWS_PER_RUN }, (__, row) => newLead(at * 1_000 + row));
					const parameters = {
						operation: 'create',
						module: { __rl: true, mode: 'name', value: 'Leads' },
						recordsFrom: 'item',
						whenRowsFail: 'sendToFailed',
					};
					return await story.engine.run(chain(rows, { type: node, parameters }));
				}),
			);
			const failed = runs.flatMap((run) => itemsOf(run, node, 1));
			const others = failed.filter(({ json }) => json.outcome !== 'notSent').length;
			const { meter } = story.zoho;
			const throttled = meter.byStatus()['429']?.calls ?? 0;
			if (meter.total() > CAP || throttled > 0 || others > 0)
				throw new Error(
					`${meter.total()} spent, ${throttled} times 429, ${others} rows not notSent`,
				);
			return {
				items: RUNS * ROWS_PER_RUN,
				success: sumBy(runs, (run) => itemsOf(run, node).length),
				failed: failed.length,
				calls: meter.entries.length,
				credits: sumBy(runs, (run) => costOf(run, node)),
				meter: meter.total(),
				baseline: null,
				notes: [
					`${meter.total()} of ${CAP} spent, no 429, ${failed.length} rows notSent: ${String(failed[0]?.json.reason)}`,
				],
			};
		} finally {
			await story.close();
		}
	},
};

export const creditSteps: Step[] = [plan, guard];
