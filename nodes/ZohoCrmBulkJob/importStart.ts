import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ImportPlan } from '../shared/core/importPlan';
import type { RowOutcome } from '../shared/core/outcome';
import { emptyResult } from '../shared/zoho/batchWrite';
import { checkEnvironment } from '../shared/zoho/organization';
import type { Session } from '../shared/zoho/session';
import { openSession } from '../shared/zoho/session';
import { passOn, stopFrom } from '../shared/zoho/stop';
import { notStarted } from '../shared/ui/notStarted';
import type { RunMemory } from '../shared/ui/runMemory';
import { openRunMemory } from '../shared/ui/runMemory';
import { fitImport } from './importBudget';
import { planOnly } from './importDryRun';
import { endImport } from './importEnd';
import { cachedMetadata, checkNames, importMetadata } from './importMetadata';
import type { ImportParameters } from './importParameters';
import { readImport } from './importParameters';
import { prepareImport } from './importPrepare';
import type { ImportRun } from './importSend';
import { batchCalls, sendImport } from './importSend';
import { openFiles, rowsOf } from './importSource';
import type { ImportSource } from './importSource';
import type { Waiting } from './waiting';
import { readWaiting } from './waiting';

/** An Import under way. */
export interface Import {
	ctx: IExecuteFunctions;
	session: Session;
	parameters: ImportParameters;
	waiting: Waiting;
	memory: RunMemory<RowOutcome>;
	run: ImportRun;
	/** Empty until it is known what is to be imported. */
	source: ImportSource;
	plan: ImportPlan | null;
	keyPrefix: string;
}

/**
 * Imports the input: by jobs, and by batch where that is cheaper. Ends with the rows' outcomes, or asleep.
 * @throws NodeOperationError / NodeApiError with the credit report, by 'When Rows Fail'; never while a job is at work
 */
export async function startImport(ctx: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	let under: Import;
	try {
		under = await open(ctx);
	} catch (error) {
		// n8n would pass the input on as if it had been written (n8n-core `workflow-execute.js`, continue on error).
		if (ctx.continueOnFail()) return [notStarted(ctx, passOn(error)).flat()];
		throw passOn(error);
	}
	try {
		if (under.run.result.stop === null) await send(under);
	} catch (error) {
		under.run.result.stop ??= stopFrom(error);
	}
	return await endImport(under);
}

async function open(ctx: IExecuteFunctions): Promise<Import> {
	const parameters = readImport(ctx);
	const session = await openSession(ctx, {
		runCap: parameters.options.maxCredits,
		signal: ctx.getExecutionCancelSignal?.(),
	});
	const waiting = readWaiting(ctx, session);
	const { module, write, findBy } = parameters;
	const memory = openRunMemory<RowOutcome>(ctx, ['bulkImport', module, write, findBy]);
	session.spends.push(...memory.spends);
	const { outcomes, costs, stop } = memory;
	const run = { result: { ...emptyResult(), outcomes, costs, stop }, jobs: [], inJob: new Map() };
	const keyPrefix = `n8n-${ctx.getExecutionId()}-`;
	const source = { rows: [], files: null };
	return { ctx, session, parameters, waiting, memory, run, source, plan: null, keyPrefix };
}

/** @throws ZohoStop when nothing further can succeed */
async function send(under: Import): Promise<void> {
	const { ctx, session, parameters, run, keyPrefix } = under;
	const { dryRun } = parameters.options;
	const files = await openFiles(ctx, parameters);
	const cached = await cachedMetadata(session, parameters.module);
	const metadata = dryRun
		? { fields: cached.fields, zgid: '' }
		: await importMetadata(session, parameters.module);
	if (metadata.fields.size > 0) checkNames(parameters, metadata);
	under.source = rowsOf(ctx, parameters, files, metadata.fields);
	const { outcomes } = run.result;
	const isOpen = (row: number) => !outcomes.has(row);
	const { prices } = session;
	const known = { zone: ctx.getTimezone(), keyPrefix, isOpen, prices };
	const prepared = prepareImport(under.source, parameters, metadata, known);
	for (const [row, outcome] of prepared.refused) if (isOpen(row)) outcomes.set(row, outcome);
	under.plan = prepared.plan;
	sayUnjoinable(session, prepared.plan);
	const calls = batchCalls({ plan: prepared.plan, parameters, metadata });
	const overhead = dryRun ? cached.overhead : 0;
	const fit = fitImport(session, parameters, { plan: prepared.plan, calls, overhead }, run);
	if (dryRun) return planOnly(parameters, fit, overhead, run, session.prices);
	if (fit.plan.files.length + fit.calls.length === 0) return;
	await checkEnvironment(session);
	const runKey = `${session.org}:${ctx.getExecutionId()}:${ctx.getNode().id}:${String(ctx.evaluateExpression('{{ $runIndex }}', 0))}`;
	const sending = { parameters, metadata, waiting: under.waiting, plan: fit.plan, runKey };
	await sendImport(session, sending, fit.calls, run);
}

/** Said before the first credit: what cannot be told afterwards. */
function sayUnjoinable(session: Session, { files, key, unjoinable }: ImportPlan): void {
	if (files.length === 0) return;
	if (key.written)
		session.notices.push(`The key of each row is written into ${key.columns.join(', ')}.`);
	if (unjoinable.size === 0) return;
	session.notices.push(
		`${unjoinable.size} rows are not alone with their ${key.columns.join(', ') || 'cells'}, so what becomes of them cannot be told from Zoho's result: they will come out as unknown. A 'Row Key Field' in the options prevents that.`,
	);
}
