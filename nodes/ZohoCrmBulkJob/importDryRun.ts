import { batchPrice, jobPrice } from '../shared/core/bulkRoutes';
import { callOf } from '../shared/core/importPlan';
import type { LivePrices } from '../shared/core/prices';
import type { Fitting } from './importBudget';
import type { ImportParameters } from './importParameters';
import type { ImportRun } from './importSend';

/** Calls that a job takes: upload, creation, one look at it, result. */
const CALLS_PER_JOB = 4;

/** Says of each row which job or call would carry it, and prices the run. Nothing is sent. */
export function planOnly(
	{ write }: ImportParameters,
	{ plan, calls }: Fitting,
	overhead: number,
	run: ImportRun,
	live: LivePrices | null,
): void {
	const { outcomes } = run.result;
	plan.files.forEach(({ rows }, at) => {
		for (const row of rows) outcomes.set(row, { outcome: 'planned', call: at + 1, byJob: true });
	});
	calls.forEach(({ rows }, at) => {
		const call = plan.files.length + at + 1;
		for (const { index } of rows) outcomes.set(index, { outcome: 'planned', call });
	});
	const jobs = plan.files.length;
	const nothing = jobs + calls.length === 0;
	const reads = nothing ? 0 : overhead;
	const batch = calls.reduce(
		(sum, { rows }) => sum + batchPrice(rows.length, callOf(write), live),
		0,
	);
	run.planned = {
		calls: jobs * CALLS_PER_JOB + calls.length + reads,
		credits: jobs * jobPrice(live) + batch + reads,
		overhead: reads,
		basis: jobs > 0 ? 'assumed' : 'documented',
	};
}
