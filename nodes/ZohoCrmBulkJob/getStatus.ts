import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { JobMark, JobStatus } from '../shared/core/bulkJob';
import { jobsOf } from '../shared/core/bulkJob';
import type { Session } from '../shared/zoho/session';
import { openSession } from '../shared/zoho/session';
import { ZohoStop } from '../shared/zoho/stop';
import { withCredits } from '../shared/ui/creditOutput';
import { withEarlierTries } from '../shared/ui/earlierTries';
import { nodeErrorFor } from '../shared/ui/nodeError';
import { putRestOnFirst } from '../shared/ui/restOnFirst';
import { runReport } from '../shared/ui/runReport';
import { look } from './awaitJobs';
import { asTheyCame } from './unanswered';

/**
 * How the jobs of the items stand, one read a job: each item again, its `job.state` renewed, Zoho's own words in `jobStatus`.
 * @param marks of the items, in their order
 * @throws NodeOperationError / NodeApiError with the credit report
 */
export async function getStatus(
	ctx: IExecuteFunctions,
	marks: ReadonlyArray<JobMark | undefined>,
): Promise<INodeExecutionData[][]> {
	const session = await openSession(ctx, { signal: ctx.getExecutionCancelSignal?.() });
	try {
		const statuses = await withEarlierTries(
			ctx,
			session,
			['bulkStatus'],
			async () => await statusesOf(session, marks),
		);
		return [await itemsOf(ctx, session, marks, statuses)];
	} catch (error) {
		if (ctx.continueOnFail() && error instanceof ZohoStop) {
			const { items, report } = await asTheyCame(ctx, session, error);
			return withCredits([items], report, 'first');
		}
		throw nodeErrorFor(ctx.getNode(), error, { report: await runReport(session, null) });
	}
}

async function statusesOf(
	session: Session,
	marks: ReadonlyArray<JobMark | undefined>,
): Promise<Map<string, JobStatus>> {
	const statuses = new Map<string, JobStatus>();
	for (const mark of marks) {
		if (!mark) continue;
		const jobs = jobsOf(mark).map((id) => ({ id, kind: mark.kind }));
		await look(session, jobs, statuses, 'once');
	}
	return statuses;
}

async function itemsOf(
	ctx: IExecuteFunctions,
	session: Session,
	marks: ReadonlyArray<JobMark | undefined>,
	statuses: ReadonlyMap<string, JobStatus>,
): Promise<INodeExecutionData[]> {
	const items = ctx.getInputData().map(({ json, binary }, row) => {
		const mark = marks[row];
		const found = mark ? jobsOf(mark).map((id) => statuses.get(id)) : [];
		return {
			json: mark ? renewed(json, mark, found) : json,
			...(binary ? { binary } : {}),
			cost: 0,
			pairedItem: { item: row },
		};
	});
	const report = await runReport(session, null);
	putRestOnFirst(items, report.cost);
	const [output] = withCredits([items], report, 'first');
	return output;
}

function renewed(
	json: IDataObject,
	mark: JobMark,
	found: Array<JobStatus | undefined>,
): IDataObject {
	if (found.length === 0) return json;
	const stages = found.map((status) => status?.stage ?? 'still running');
	const stage = stages.includes('still running')
		? 'still running'
		: stages.includes('failed')
			? 'failed'
			: 'completed';
	const jobStatus = found.map((status) => status?.view);
	return {
		...json,
		job: { ...mark, state: stage },
		jobStatus: jobStatus.length === 1 ? jobStatus[0] : jobStatus,
	} as unknown as IDataObject;
}
