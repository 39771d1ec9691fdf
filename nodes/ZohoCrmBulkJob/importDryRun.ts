import { jobParts } from '../shared/core/bulkRoutes';
import { callOf } from '../shared/core/importPlan';
import type { LivePrices } from '../shared/core/prices';
import { priceParts } from '../shared/core/routePrice';
import type { Fitting } from './importBudget';
import type { ImportParameters } from './importParameters';
import type { ImportRun } from './importSend';

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
	const reads = jobs + calls.length === 0 ? 0 : overhead;
	const priced = priceParts(
		[
			...jobParts(jobs),
			...calls.map(({ rows }) => ({ call: callOf(write), calls: 1, size: rows.length })),
		],
		live,
	);
	run.planned = {
		calls: priced.calls + reads,
		credits: priced.credits + reads,
		overhead: reads,
		basis: priced.basis,
	};
}
