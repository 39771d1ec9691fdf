import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { coqlWhereOf } from '../shared/core/bulkCriteriaQuery';
import { bulkReadPrice, rowsWhereJobsWin } from '../shared/core/exportPlan';
import type { LivePrices } from '../shared/core/prices';
import { creditsFor } from '../shared/core/prices';
import { fieldsOf } from '../shared/zoho/metadata';
import type { Session } from '../shared/zoho/session';
import { planSentence, withCredits } from '../shared/ui/creditOutput';
import { runReport } from '../shared/ui/runReport';
import type { ExportRun } from './exportRun';
import type { ExportOptions } from './exportWish';

/** Dry Run: nothing is sent, so how many records there are is not known; said are the least, and the two prices. */
export async function planOnly(
	ctx: IExecuteFunctions,
	session: Session,
	runs: readonly ExportRun[],
	{ creditDetail }: ExportOptions,
): Promise<INodeExecutionData[][]> {
	const modules = new Set(runs.map(({ wish }) => wish.module));
	let overhead = runs.length * creditsFor('records.count', 1, session.prices).credits;
	for (const module of modules)
		if ((await fieldsOf(session, module, false)) === null)
			overhead += creditsFor('settings.fields', 1, session.prices).credits;
	const least = runs
		.map((run) => leastOf(run, session.prices))
		.reduce((sum, each) => sum + each, 0);
	const plan = {
		calls: overhead + runs.length,
		credits: overhead + least,
		overhead,
		basis: 'documented' as const,
		atLeast: true as const,
	};
	const report = { ...(await runReport(session, null)), plan };
	ctx.addExecutionHints?.({
		message: planSentence(plan),
		location: 'outputPane',
		type: 'info',
	});
	const items = runs.flatMap(({ items: rows, wish }) =>
		rows.map((row) => ({
			json: {
				outcome: 'planned',
				module: wish.module,
				route: wish.route,
				creditsPerJob: bulkReadPrice(1, session.prices).credits,
				jobsWinFromRows: rowsWhereJobsWin(),
			},
			cost: 0,
			pairedItem: { item: row },
		})),
	);
	items.sort((a, b) => a.pairedItem.item - b.pairedItem.item);
	return withCredits([items], report, creditDetail);
}

/** One record, by the way that would be gone for it. */
function leastOf({ wish }: ExportRun, live: LivePrices | null): number {
	const noQuery = 'reason' in coqlWhereOf(wish.criteria, []);
	return wish.route === 'bulkRead' || noQuery
		? bulkReadPrice(1, live).credits
		: creditsFor('coql.query', 1, live).credits;
}
