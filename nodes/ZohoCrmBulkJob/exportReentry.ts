import type { IExecuteFunctions } from 'n8n-workflow';

import type { StartedJob } from '../shared/core/bulkJob';
import type { Session } from '../shared/zoho/session';
import { afterwards } from '../shared/zoho/spending';

/** As long as Zoho keeps results. */
const REMEMBER_MS = 24 * 60 * 60 * 1000;

/** The jobs that this very run of the node has created, by export. */
export interface CreatedJobs {
	of(run: number): StartedJob[] | undefined;
	keep(run: number, jobs: StartedJob[]): Promise<void>;
}

/**
 * A worker that dies hands its execution on, and n8n begins it from the start, under the same id (n8n pull request
 * 13168, public report R139): the jobs that run already are taken up again, not paid for twice.
 */
export async function createdJobs(ctx: IExecuteFunctions, session: Session): Promise<CreatedJobs> {
	const place = [
		ctx.getExecutionId(),
		ctx.getNode().id,
		ctx.evaluateExpression('{{ $runIndex }}', 0),
	];
	const key = `bulkExport:${session.org}:${place.map(String).join(':')}`;
	const kept = await session.state.get(key);
	const known = (Array.isArray(kept) ? kept : []) as Array<StartedJob[] | null>;
	return {
		of: (run) => known[run] ?? undefined,
		async keep(run, jobs) {
			known[run] = jobs;
			const kept = Array.from(known, (each) => each ?? null);
			// The jobs are there, whatever becomes of the shared state.
			await afterwards(session.state.put(key, kept, REMEMBER_MS));
		},
	};
}
