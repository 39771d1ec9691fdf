import { jobPrice } from '../shared/core/bulkRoutes';
import { fitBudget } from '../shared/core/fitBudget';
import type { ImportPlan } from '../shared/core/importPlan';
import { callOf } from '../shared/core/importPlan';
import { creditsFor } from '../shared/core/prices';
import type { WriteCall } from '../shared/core/writePlan';
import { notSentFor } from '../shared/zoho/notSent';
import type { Session } from '../shared/zoho/session';
import { spentBy } from '../shared/zoho/session';
import { overRunCap } from '../shared/zoho/wordings';
import type { ImportParameters } from './importParameters';
import type { ImportRun } from './importSend';

export interface Fitting {
	plan: ImportPlan;
	calls: WriteCall[];
}

/** Cuts files and batch to 'Max Credits for This Run', and settles the rows that are left over. */
export function fitImport(
	session: Session,
	{ write }: ImportParameters,
	{ plan, calls, overhead }: Fitting & { overhead: number },
	{ result }: ImportRun,
): Fitting {
	const { runCap, prices } = session;
	if (runCap === null) return { plan, calls };
	const priceOf = (rows: number) => creditsFor(callOf(write), rows, prices).credits;
	const perJob = jobPrice(prices);
	let spent = spentBy(session) + overhead;
	const files = plan.files.filter((file) => {
		if (spent + perJob <= runCap) {
			spent += perJob;
			return true;
		}
		const stop = overRunCap(runCap, perJob, spent);
		for (const row of file.rows) result.outcomes.set(row, notSentFor(stop));
		return false;
	});
	const fit = fitBudget(calls, runCap - spent, priceOf);
	const planned = fit.calls.reduce((total, { rows }) => total + priceOf(rows.length), spent);
	const stop = overRunCap(runCap, priceOf(Math.min(fit.left.length, 100)), planned);
	for (const { index } of fit.left) result.outcomes.set(index, notSentFor(stop));
	return { plan: { ...plan, files }, calls: fit.calls };
}
