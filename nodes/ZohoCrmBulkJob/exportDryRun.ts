import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { coqlWhereOf } from '../shared/core/bulkCriteriaQuery';
import { bulkReadPrice, exportParts, rowsWhereJobsWin } from '../shared/core/exportPlan';
import type { RunPlan } from '../shared/core/report';
import type { Part } from '../shared/core/routePrice';
import { priceParts } from '../shared/core/routePrice';
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
	const reads = await readsBefore(session, runs);
	const { calls, credits, basis } = priceParts(
		[...reads, ...runs.flatMap(leastParts)],
		session.prices,
	);
	const overhead = priceParts(reads, session.prices).credits;
	const plan: RunPlan = { calls, credits, overhead, basis, atLeast: true };
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

/** A count for each export, and the fields of modules that are not cached. */
async function readsBefore(session: Session, runs: readonly ExportRun[]): Promise<Part[]> {
	const modules = new Set(runs.map(({ wish }) => wish.module));
	let unknown = 0;
	for (const module of modules) if ((await fieldsOf(session, module, false)) === null) unknown++;
	return [
		{ call: 'records.count', calls: runs.length },
		{ call: 'settings.fields', calls: unknown },
	];
}

/** One record, by the way that would be gone for it. */
function leastParts({ wish }: ExportRun): Part[] {
	const noQuery = 'reason' in coqlWhereOf(wish.criteria, []);
	return wish.route === 'bulkRead' || noQuery
		? exportParts(1)
		: [{ call: 'coql.query', calls: 1, size: 1 }];
}
