import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { JobMark, JobStatus } from '../shared/core/bulkJob';
import { openSession } from '../shared/zoho/session';
import type { Session } from '../shared/zoho/session';
import { ZohoStop } from '../shared/zoho/stop';
import type { PricedItem } from '../shared/ui/creditOutput';
import { costSentence, withCredits } from '../shared/ui/creditOutput';
import { withEarlierTries } from '../shared/ui/earlierTries';
import { isTool } from '../shared/ui/isTool';
import { nodeErrorFor } from '../shared/ui/nodeError';
import { putRestOnFirst } from '../shared/ui/restOnFirst';
import { failureToThrow } from '../shared/ui/runFailure';
import { runReport } from '../shared/ui/runReport';
import type { WhenRowsFail } from '../shared/ui/whenRowsFail';
import { look, pollJobs } from './awaitJobs';
import { exportedItems } from './exportRows';
import type { FinishedItem, Finishing, WaitingItem } from './finishing';
import { finishImport } from './importFinish';
import { isSettled, waitedFor } from './jobItems';
import { resultRows } from './resultRows';
import { asTheyCame } from './unanswered';

/** A finished item and the input item it came from. */
type Placed = FinishedItem & { item: number };

/**
 * The results of the jobs that the items wait for, on Success and Failed; rows of jobs that are still running come out on
 * Failed as they are, so that another Get Result can go on. Items that have come to their end pass as they are.
 * @param marks of the items, in their order
 * @throws NodeOperationError / NodeApiError with the credit report
 */
export async function getResult(
	ctx: IExecuteFunctions,
	marks: ReadonlyArray<JobMark | undefined>,
): Promise<INodeExecutionData[][]> {
	const session = await openSession(ctx, { signal: ctx.getExecutionCancelSignal?.() });
	try {
		return await withEarlierTries(ctx, session, ['bulkResult'], async () => {
			const placed = await resultsOf(ctx, session, marks);
			return await outputsOf(ctx, session, placed);
		});
	} catch (error) {
		if (ctx.continueOnFail() && error instanceof ZohoStop) {
			const { items, report } = await asTheyCame(ctx, session, error);
			return withCredits(isTool(ctx) ? [items, []] : [[], items], report, 'first');
		}
		throw nodeErrorFor(ctx.getNode(), error, { report: await runReport(session, null) });
	}
}

async function resultsOf(
	ctx: IExecuteFunctions,
	session: Session,
	marks: ReadonlyArray<JobMark | undefined>,
): Promise<Placed[]> {
	const statuses = new Map<string, JobStatus>();
	const jobs = waitedFor(marks);
	await look(session, jobs, statuses);
	const limitMs = Number(ctx.getNodeParameter('resultMinutes', 0, 0)) * 60_000;
	if (limitMs > 0 && !isTool(ctx)) await pollJobs(session, jobs, limitMs, statuses);
	const finishing = { ctx, session, statuses, includeInput: true, strict: false };
	const items = ctx.getInputData().map(({ json, binary }, at) => {
		const mark = marks[at];
		return { json: mark ? { ...json, job: { ...mark } } : json, binary } as WaitingItem;
	});
	const byRow = await finishImport(finishing, items.map(unlessByItself));
	const placed: Placed[] = [];
	for (const [item, one] of items.entries()) {
		const mark = marks[item];
		// The file of an export that has ended is turned into items, too.
		const opens = mark && (mark.kind === 'export' || !isSettled(mark));
		const more = opens ? await manyFor(finishing, one, mark) : null;
		// One by one: hundreds of thousands of records are too many arguments for a push.
		for (const each of more ?? [byRow[item]]) placed.push({ ...each, item });
	}
	return placed;
}

/** Items that become many are not rows of an import. */
const isMany = ({ kind, key, file }: JobMark): boolean =>
	kind === 'export' || (key === undefined && file === undefined);

const unlessByItself = (item: WaitingItem): WaitingItem => {
	const mark = item.json.job as unknown as JobMark | undefined;
	return mark && !isSettled(mark) && isMany(mark) ? { json: {} } : item;
};

/** The exported records; or the rows of an import of which nothing but the job is known. Null for one item to one. */
async function manyFor(
	finishing: Finishing,
	item: WaitingItem,
	mark: JobMark,
): Promise<FinishedItem[] | null> {
	if (!isMany(mark)) return null;
	return mark.kind === 'export'
		? await exportedItems(finishing, item)
		: await resultRows(finishing, item, mark);
}

async function outputsOf(
	ctx: IExecuteFunctions,
	session: Session,
	placed: readonly Placed[],
): Promise<INodeExecutionData[][]> {
	const report = await runReport(session, null);
	const rows = placed
		.filter(({ outcome }) => outcome !== undefined)
		.map(({ item, outcome, reason }) => ({
			item,
			name: `row ${item}`,
			outcome: outcome?.outcome ?? '',
			reason,
		}));
	const whenRowsFail = ctx.getNodeParameter('whenRowsFail', 0) as WhenRowsFail;
	const words = { rows: 'rows', done: 'written' };
	const failure =
		rows.length > 0
			? failureToThrow(ctx, whenRowsFail, { rows, stop: null, words }, report)
			: undefined;
	if (failure) throw failure;
	const message = [costSentence(report), ...session.notices].join(' ');
	ctx.addExecutionHints?.({ message, location: 'outputPane', type: 'info' });
	const priced = placed.map(({ json, binary, item, failed }) => ({
		item: { json, ...(binary ? { binary } : {}), cost: 0, pairedItem: { item } } as PricedItem,
		failed,
	}));
	const all = priced.map(({ item }) => item);
	if (all.length > 0) putRestOnFirst(all, report.cost);
	const outputs = isTool(ctx)
		? [all, []]
		: [false, true].map((bad) =>
				priced.filter((one) => one.failed === bad).map(({ item }) => item),
			);
	return withCredits(outputs, report, 'first');
}
