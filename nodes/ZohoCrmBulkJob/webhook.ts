import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { JobStatus } from '../shared/core/bulkJob';
import { markOf } from '../shared/core/bulkJob';
import { jobIn, statusOf } from '../shared/zoho/bulkJobs';
import { notedStatus, noteStatus } from '../shared/zoho/jobStages';
import type { Session } from '../shared/zoho/session';
import { openSession } from '../shared/zoho/session';
import { finishExport } from './exportFinish';
import { finishImport } from './importFinish';
import { callbackIdentity, JOB_PARAMETER, jobNumber } from './jobParameter';
import { sleepingItems, sleepingJobs } from './sleep';
import type { SleepingJobs } from './sleep';

/** Answered already; without workflow data n8n lets the execution sleep on. */
const SLEEP_ON: IWebhookResponseData = { noWebhookResponse: true };

/** Longer than fetching the results takes. */
const WAKING_MS = 10 * 60 * 1000;

/**
 * A call to the address that Zoho was given. It is answered at once; what it says is not believed but asked for. It
 * never throws: n8n would lose the data of the whole execution (n8n `webhooks/webhook-helpers.ts`). Whatever goes
 * wrong here leaves the execution asleep, and the items that come out when its time is over can be finished by
 * Get Result. Credits spent here are in the ledger under `callback`, not on items.
 */
export async function wakeUp(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		this.getResponseObject().status(200).end();
		return await goOn(this);
	} catch {
		return SLEEP_ON;
	}
}

async function goOn(ctx: IWebhookFunctions): Promise<IWebhookResponseData> {
	const session = await openSession(ctx);
	session.label = { node: 'callback', workflow: session.label.workflow };
	const jobs = sleepingJobs(ctx);
	const called = calledJob(ctx, session, jobs);
	if (!called) return SLEEP_ON;
	const statuses = new Map<string, JobStatus>();
	if (!(await hasEnded(session, called, statuses))) return SLEEP_ON;
	for (const job of jobs) {
		if (job.id === called.id) continue;
		const noted = await notedStatus(session, job.id);
		if (noted) statuses.set(job.id, noted);
		if (noted?.stage === 'still running') return SLEEP_ON;
		if (!noted && !(await hasEnded(session, job, statuses))) return SLEEP_ON;
	}
	// Of two calls at one time one wakes the execution; the other's result would be dropped, its credits not.
	const name = `bulkWaking:${session.org}:${ctx.getExecutionId()}:${jobs[0].id}`;
	const lease = await session.state.lease(name, 1, 1, WAKING_MS);
	if (lease === undefined) return SLEEP_ON;
	try {
		return { noWebhookResponse: true, workflowData: [await finish(ctx, session, statuses)] };
	} catch {
		await session.state.release(name, lease);
		return SLEEP_ON;
	}
}

/** The job that the call is for; undefined when it is not for one that this execution waits for. */
function calledJob(
	ctx: IWebhookFunctions,
	{ credential }: Session,
	jobs: SleepingJobs,
): SleepingJobs[number] | undefined {
	const given = (ctx.getQueryData() as Record<string, unknown>)[JOB_PARAMETER];
	const number = jobNumber(given, credential.clientSecret, callbackIdentity(ctx));
	const job = number === undefined ? undefined : jobs[number];
	const named = jobIn(ctx.getBodyData())?.id;
	// Zoho's pages show ids as text; as a number it has lost its last digits on the way.
	const isOther =
		(typeof named === 'string' && named !== job?.id) ||
		(typeof named === 'number' && named !== Number(job?.id));
	return isOther ? undefined : job;
}

async function hasEnded(
	session: Session,
	{ id, kind }: SleepingJobs[number],
	statuses: Map<string, JobStatus>,
): Promise<boolean> {
	const status = await statusOf(session, kind, id);
	await noteStatus(session, id, status);
	statuses.set(id, status);
	return status.stage !== 'still running';
}

async function finish(
	ctx: IWebhookFunctions,
	session: Session,
	statuses: Map<string, JobStatus>,
): Promise<INodeExecutionData[]> {
	const items = sleepingItems(ctx);
	const options = ctx.getNodeParameter('options', {}) as { includeInput?: boolean };
	const includeInput = options.includeInput === true;
	const finishing = { ctx, session, statuses, includeInput, strict: true };
	const isExport = markOf(items[0]?.json)?.kind === 'export';
	const waiting = items.map(({ json, binary }) => ({ json, binary }));
	const finished = isExport
		? await finishExport(finishing, waiting)
		: await finishImport(finishing, waiting);
	// What was spent before sleeping stands on the sleeping items.
	return finished.map(({ json, binary }, at) => ({
		json: { ...json, credits: items[at].json.credits },
		...(binary ? { binary } : {}),
		pairedItem: { item: at },
	}));
}
