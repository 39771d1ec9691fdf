import { fitBudget } from '../shared/core/fitBudget';
import { IDS_PER_MASS_UPDATE } from '../shared/core/limits';
import { creditsFor } from '../shared/core/prices';
import type { WriteCall } from '../shared/core/writePlan';
import type { BatchJob, BatchResult } from '../shared/zoho/batchWrite';
import { notSentFor } from '../shared/zoho/notSent';
import { writeCall } from '../shared/zoho/records';
import type { Session } from '../shared/zoho/session';
import { spentBy } from '../shared/zoho/session';
import { overRunCap } from '../shared/zoho/wordings';
import { namedIn } from './nameRows';
import type { Ready } from './makeReady';
import type { Parameters } from './readParameters';
import { namingReads } from './resolveNames';
import { sendable } from './settleUnknown';

/** Cuts the calls to 'Max Credits for This Run' and settles the rows left over. */
export function fitRun(
	session: Session,
	job: BatchJob,
	calls: WriteCall[],
	result: BatchResult,
	overhead: number,
): WriteCall[] {
	if (session.runCap === null || calls.length === 0) return calls;
	const { name } = writeCall(job.operation, job.module, [], job.extras);
	const priceOf = (rows: number) => creditsFor(name, rows, session.prices, job.module).credits;
	const spent = spentBy(session) + overhead;
	const fit = fitBudget(calls, session.runCap - spent, priceOf);
	if (fit.left.length > 0) {
		const next = priceOf(Math.min(fit.left.length, calls[0].rows.length));
		const planned = fit.calls.reduce((total, call) => total + priceOf(call.rows.length), spent);
		const stop = overRunCap(session.runCap, next, planned);
		for (const row of fit.left) result.outcomes.set(row.index, notSentFor(stop));
	}
	return fit.calls;
}

/**
 * Leaves out the last rows where 'Max Credits for This Run' does not pay for finding the names in them and for writing
 * them too: names are not looked up for rows that are then not sent.
 * @param overhead credits of a Dry Run's other reads
 */
export async function fitNames(
	session: Session,
	{ naming, job, prepared }: Ready,
	{ options }: Parameters,
	overhead: number,
	result: BatchResult,
): Promise<void> {
	if (session.runCap === null) return;
	const open = sendable(prepared, result);
	const readsFor = async (count: number): Promise<number> =>
		(await namingReads(session, naming, namedIn(job, open.slice(0, count)))).reads;
	if ((await readsFor(open.length)) === 0) return;
	const spent = spentBy(session) + overhead;
	const size = job.operation === 'massUpdate' ? IDS_PER_MASS_UPDATE : options.batchSize;
	const priceOf = async (count: number) =>
		(await readsFor(count)) + writesFor(session, job, count, size);
	const fits = await mostWithin(session.runCap - spent, open.length, priceOf);
	if (fits === open.length) return;
	const price = await priceOf(fits);
	const next = (await priceOf(fits + 1)) - price;
	const stop = overRunCap(session.runCap, next, spent + price);
	for (const { index } of open.slice(fits)) {
		prepared.rows.delete(index);
		if (!result.outcomes.has(index)) result.outcomes.set(index, notSentFor(stop));
	}
}

function writesFor(session: Session, job: BatchJob, count: number, size: number): number {
	const { name } = writeCall(job.operation, job.module, [], job.extras);
	const priceOf = (rows: number) => creditsFor(name, rows, session.prices, job.module).credits;
	const rest = count % size;
	const full = Math.floor(count / size) * priceOf(size);
	return full + (rest > 0 ? priceOf(rest) : 0);
}

/** The largest count whose price is within the credits; more never costs less. */
async function mostWithin(
	credits: number,
	most: number,
	priceOf: (count: number) => Promise<number>,
): Promise<number> {
	let [fits, tooMany] = [0, most + 1];
	while (tooMany - fits > 1) {
		const middle = Math.floor((fits + tooMany) / 2);
		if ((await priceOf(middle)) <= credits) fits = middle;
		else tooMany = middle;
	}
	return fits;
}
