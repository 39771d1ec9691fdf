import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import isEqual from 'lodash/isEqual';

import type { JobMark, StartedJob } from '../shared/core/bulkJob';
import type { ExportMark } from '../shared/core/exportMark';
import type { Session } from '../shared/zoho/session';
import { spentBy } from '../shared/zoho/session';
import type { ZohoStop } from '../shared/zoho/stop';
import { stopFrom } from '../shared/zoho/stop';
import { storeQuery } from './exportFile';
import { exportedItem, failedItem, inputOf, toldOf, waitingItem, whyOf } from './exportItems';
import { createPages } from './exportJobs';
import { createdJobs } from './exportReentry';
import type { ExportPlan } from './exportPlanning';
import { planExport } from './exportPlanning';
import type { ExportWish } from './exportWish';
import type { FinishedItem } from './finishing';
import type { Waiting } from './waiting';
import { callbackUrl } from './waiting';

/** One export, and the input items that ask for it, ascending. */
export interface ExportRun {
	items: number[];
	wish: ExportWish;
	plan?: ExportPlan;
	/** Jobs that run in Zoho. */
	jobs: StartedJob[];
	/** Done without a job. */
	done?: FinishedItem;
	stop?: ZohoStop;
	/** Credits spent on it so far. */
	cost: number;
}

/** The same export is made once, however many items ask for it. */
export function runsOf(wishes: readonly ExportWish[]): ExportRun[] {
	const runs: ExportRun[] = [];
	wishes.forEach((wish, item) => {
		const same = runs.find((run) => isEqual(run.wish, wish));
		if (same) same.items.push(item);
		else runs.push({ items: [item], wish, jobs: [], cost: 0 });
	});
	return runs;
}

/**
 * Plans all exports, does those that need no job, and then creates the jobs of the others back to back. What stops one
 * is kept on it; what stops one while planning, as a wrong parameter does, stops all before anything is created.
 */
export async function startRuns(
	ctx: IExecuteFunctions,
	session: Session,
	runs: readonly ExportRun[],
	waiting: Waiting,
): Promise<void> {
	for (const run of runs) await step(session, run, async () => await plan(session, run));
	const stop = runs.find((run) => run.stop)?.stop;
	if (stop) for (const run of runs) run.stop ??= stop;
	for (const run of runs) await step(session, run, async () => await query(ctx, session, run));
	const before = () => runs.reduce((sum, { jobs }) => sum + jobs.length, 0);
	const created = await createdJobs(ctx, session);
	for (const [at, run] of runs.entries()) {
		if (run.stop || !run.plan || run.done) continue;
		const { plan: planned } = run;
		const first = before();
		const urlOf = (page: number) => callbackUrl(waiting, first + page);
		await step(session, run, async () => {
			run.jobs = created.of(at) ?? (await createPages(session, planned, urlOf));
			await created.keep(at, run.jobs);
		});
	}
}

async function step(session: Session, run: ExportRun, work: () => Promise<void>): Promise<void> {
	if (run.stop) return;
	const before = spentBy(session);
	try {
		await work();
	} catch (error) {
		run.stop = stopFrom(error);
	} finally {
		run.cost += spentBy(session) - before;
	}
}

async function plan(session: Session, run: ExportRun): Promise<void> {
	run.plan = await planExport(session, run.wish);
}

/** Few records, or none at all, need no job. */
const isByQuery = ({ choice, counted }: ExportPlan): boolean =>
	choice.route === 'coql' || counted === 0;

async function query(ctx: IExecuteFunctions, session: Session, run: ExportRun): Promise<void> {
	const { plan: planned } = run;
	if (!planned || !isByQuery(planned)) return;
	const stored = await storeQuery(ctx, session, planned);
	const advice = adviceOf(planned);
	run.done = exportedItem(stored, toldOf(planned), advice === undefined ? {} : { advice });
}

/** What the other way would have cost, when a person chose the dearer one. */
function adviceOf({ choice, counted }: ExportPlan): string | undefined {
	const { other, price } = choice;
	if (counted === 0 || !other || other.credits >= price.credits) return undefined;
	return `By jobs it would have cost ${other.credits} credits instead of ${price.credits}.`;
}

/** What lies asleep, or comes out, for each input item of an export. */
export function itemsOfRun(
	ctx: IExecuteFunctions,
	run: ExportRun,
	includeInput: boolean,
): FinishedItem[] {
	const input = ctx.getInputData();
	return run.items.map((row) => {
		const given = input[row];
		if (run.stop) return failedItem(given, undefined, outcomeOf(run, run.stop), whyOf(run.stop));
		if (run.done) {
			const own = includeInput ? { input: inputOf(given.json) } : {};
			const job = markOfRun(run, row) as unknown as IDataObject;
			return { ...run.done, json: { ...run.done.json, job, ...own } };
		}
		return { ...waitingItem(given, markOfRun(run, row)), failed: false, reason: null };
	});
}

/** A job whose creation was answered by nobody may run all the same; queries that were lost do nothing. */
function outcomeOf({ plan: planned }: ExportRun, { reason }: ZohoStop) {
	if (reason !== 'unreachable') return 'notSent';
	return planned && isByQuery(planned) ? 'failed' : 'unknown';
}

function markOfRun({ items, jobs, plan: planned, wish }: ExportRun, row: number): JobMark {
	const { module, criteria, viewId, fileName, binaryField } = planned?.wish ?? wish;
	const exported: ExportMark = {
		module,
		columns: planned?.columns ?? [],
		...(criteria ? { criteria } : {}),
		...(viewId === undefined ? {} : { viewId }),
		counted: planned?.counted ?? null,
		fileName,
		binaryField,
		...(row === items[0] ? {} : { sameAs: items[0] }),
	};
	const ids = jobs.map(({ id }) => id);
	const own = { kind: 'export', row, export: exported } as const;
	return ids.length > 0
		? { ...own, id: ids[0], ids, state: 'still running' }
		: { ...own, id: null, state: 'no job' };
}
