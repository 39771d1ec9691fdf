import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { JobStatus } from '../shared/core/bulkJob';
import { ROWS_PER_PAGE } from '../shared/core/readLimits';
import type { RunReport } from '../shared/core/report';
import type { Session } from '../shared/zoho/session';
import { openSession } from '../shared/zoho/session';
import { ZohoStop, passOn } from '../shared/zoho/stop';
import { costSentence, withCredits } from '../shared/ui/creditOutput';
import type { PricedItem } from '../shared/ui/creditOutput';
import { nodeErrorFor } from '../shared/ui/nodeError';
import { notStarted } from '../shared/ui/notStarted';
import { putRestOnFirst } from '../shared/ui/restOnFirst';
import type { RunMemory } from '../shared/ui/runMemory';
import { openRunMemory } from '../shared/ui/runMemory';
import { runReport } from '../shared/ui/runReport';
import type { Awaited } from './awaitJobs';
import { awaitJobs } from './awaitJobs';
import { planOnly } from './exportDryRun';
import { finishExport } from './exportFinish';
import type { ExportRun } from './exportRun';
import { itemsOfRun, runsOf, startRuns } from './exportRun';
import type { ExportOptions } from './exportWish';
import { exportOptionsOf, readExportWish } from './exportWish';
import type { FinishedItem } from './finishing';
import { fallAsleep } from './sleep';
import type { Waiting } from './waiting';
import { readWaiting } from './waiting';

/**
 * Starts an Export for each input item, then waits as the person chose. One item comes out for each, with its CSV as
 * binary data, or with `job` where the result is still to come.
 * @throws NodeOperationError / NodeApiError with the credit report, when no export was started
 */
export async function startExport(ctx: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		const options = exportOptionsOf(ctx);
		const runs = runsOf(ctx.getInputData().map((_, item) => readExportWish(ctx, item)));
		const session = await openSession(ctx, {
			runCap: options.maxCredits,
			signal: ctx.getExecutionCancelSignal?.(),
		});
		if (options.dryRun) return await planOnly(ctx, session, runs, options);
		const waiting = readWaiting(ctx, session);
		const memory = openRunMemory<{ outcome: string }>(ctx, ['bulkExport']);
		session.spends.push(...memory.spends);
		if (memory.stop) for (const run of runs) run.stop = memory.stop;
		await startRuns(ctx, session, runs, waiting);
		return await goOn(ctx, session, { options, runs, waiting, memory });
	} catch (error) {
		if (ctx.continueOnFail()) return [notStarted(ctx, passOn(error)).flat()];
		throw passOn(error);
	}
}

interface Started {
	options: ExportOptions;
	runs: ExportRun[];
	waiting: Waiting;
	/** Leaves for a retry what was spent and what cannot be mended by one; nothing else. */
	memory: RunMemory<{ outcome: string }>;
}

async function goOn(
	ctx: IExecuteFunctions,
	session: Session,
	{ options, runs, waiting, memory }: Started,
): Promise<INodeExecutionData[][]> {
	const jobs = runs.flatMap((run) => run.jobs);
	const items = inInputOrder(
		runs,
		runs.map((run) => itemsOfRun(ctx, run, options.includeInput)),
	);
	const awaited = await awaitOr(session, waiting, jobs);
	const ended = awaited.kind === 'ended' && jobs.length > 0;
	const finishing = {
		ctx,
		session,
		statuses: awaited.statuses,
		includeInput: options.includeInput,
		strict: false,
	};
	const finished = ended ? await finishExport(finishing, items) : items;
	const report = await runReport(session, baselineOf(runs));
	const nothing = runs.every(({ stop }) => stop !== undefined);
	const [first] = runs.flatMap(({ stop }) => stop ?? []);
	if (nothing && first && !ctx.continueOnFail()) {
		memory.keep({ outcomes: new Map(), costs: new Map(), stop: first }, session.spends);
		throw nodeErrorFor(ctx.getNode(), first, { report, summary: costSentence(report) });
	}
	memory.forget();
	const output = pricedOutput(runs, finished, report, options);
	hint(ctx, session, saidOf(runs, finished, ended), report);
	if (awaited.kind === 'sleep') return await fallAsleep(ctx, output, jobs, limitOf(waiting));
	return [output];
}

/** The jobs run in Zoho, whatever kept us from asking for them: Get Result can. */
async function awaitOr(
	session: Session,
	waiting: Waiting,
	jobs: ExportRun['jobs'],
): Promise<Awaited> {
	const statuses = new Map<string, JobStatus>();
	if (jobs.length === 0) return { kind: 'left', statuses };
	try {
		return await awaitJobs(session, waiting, jobs);
	} catch (error) {
		if (!(error instanceof ZohoStop)) throw passOn(error);
		session.notices.push(`${error.message}. The jobs go on in Zoho: use Get Result later.`);
		return { kind: 'left', statuses };
	}
}

const limitOf = (waiting: Waiting): number => ('limitMs' in waiting ? waiting.limitMs : 0);

/** One by one: Get Records, 200 a page; null where nothing counted the records. */
function baselineOf(runs: readonly ExportRun[]): number | null {
	const pages = runs.map(({ plan }) =>
		plan?.counted == null ? null : Math.max(1, Math.ceil(plan.counted / ROWS_PER_PAGE)),
	);
	return pages.every((each) => each !== null)
		? pages.reduce<number>((sum, each) => sum + each, 0)
		: null;
}

function inInputOrder(runs: readonly ExportRun[], items: FinishedItem[][]): FinishedItem[] {
	const ordered: FinishedItem[] = [];
	runs.forEach((run, at) =>
		run.items.forEach((row, place) => {
			ordered[row] = items[at][place];
		}),
	);
	return ordered;
}

/** What an export cost stands on the first item that asked for it. */
function pricedOutput(
	runs: readonly ExportRun[],
	items: readonly FinishedItem[],
	report: RunReport,
	{ creditDetail }: ExportOptions,
): INodeExecutionData[] {
	const costs = new Map(runs.map(({ items: [first], cost }) => [first, cost]));
	const priced: PricedItem[] = items.map(({ json, binary }, row) => ({
		json,
		...(binary ? { binary } : {}),
		cost: costs.get(row) ?? 0,
		pairedItem: { item: row },
	}));
	putRestOnFirst(priced, report.cost);
	return withCredits([priced], report, creditDetail)[0];
}

/** What became of the exports, each counted once however many items asked for it. */
function saidOf(
	runs: readonly ExportRun[],
	items: readonly FinishedItem[],
	ended: boolean,
): string[] {
	const jobs = runs.reduce((sum, run) => sum + run.jobs.length, 0);
	const ends = runs.map((run) => items[run.items[0]].json);
	const files = ends.filter(({ outcome }) => outcome === 'exported');
	const records = files.reduce((sum, { rows }) => sum + Number(rows), 0);
	const failed = ends.filter(({ reason }) => reason !== undefined).length;
	return [
		...(jobs > 0 && !ended ? [`${jobs} export job${jobs === 1 ? '' : 's'} created.`] : []),
		...(files.length > 0 ? [`${records} record${records === 1 ? '' : 's'} exported.`] : []),
		...(failed > 0 ? [`${failed} export${failed === 1 ? '' : 's'} came to nothing.`] : []),
	];
}

function hint(
	ctx: IExecuteFunctions,
	session: Session,
	said: readonly string[],
	report: RunReport,
): void {
	ctx.addExecutionHints?.({
		message: [...said, costSentence(report), ...session.notices].join(' '),
		location: 'outputPane',
		type: 'info',
	});
}
