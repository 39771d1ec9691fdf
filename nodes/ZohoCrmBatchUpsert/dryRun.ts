import type { LivePrices } from '../shared/core/prices';
import { creditsFor } from '../shared/core/prices';
import type { RunPlan } from '../shared/core/report';
import type { WriteCall } from '../shared/core/writePlan';
import type { BatchJob, BatchResult } from '../shared/zoho/batchWrite';
import { fieldsOf } from '../shared/zoho/metadata';
import { environmentCheckDue } from '../shared/zoho/organization';
import { writeCall } from '../shared/zoho/records';
import type { Session } from '../shared/zoho/session';
import { needsFields } from './fieldsForCheck';
import type { Parameters } from './readParameters';

/** Reads that the run would make before its writes, one credit each. */
export async function overheadOf(session: Session, parameters: Parameters): Promise<number> {
	const readsFields =
		needsFields(parameters) && (await fieldsOf(session, parameters.module, false)) === null;
	return Number(readsFields) + Number(await environmentCheckDue(session));
}

/** Calls of one credit each that go before the writes. */
export interface PlannedReads {
	overhead: number;
	/** Of users, and of records by their names or keys. */
	naming: number;
}

/** Says of each row which call would carry it, and prices the run. Nothing is sent. */
export function planOnly(
	job: BatchJob,
	calls: readonly WriteCall[],
	{ overhead, naming }: PlannedReads,
	result: BatchResult,
	live: LivePrices | null = null,
): RunPlan {
	calls.forEach(({ rows }, at) => {
		for (const row of rows) result.outcomes.set(row.index, { outcome: 'planned', call: at + 1 });
	});
	const { name } = writeCall(job.operation, job.module, [], job.extras);
	const prices = calls.map(({ rows }) => creditsFor(name, rows.length, live, job.module));
	// Where nothing would be written, nothing is asked for either.
	const reads = calls.length > 0 ? overhead + naming : 0;
	return {
		calls: calls.length + reads,
		credits: prices.reduce((sum, { credits }) => sum + credits, reads),
		overhead: reads,
		basis: creditsFor(name, 1, live, job.module).basis,
		// Many users, or many records of one name, take more pages.
		...(naming > 0 && calls.length > 0 ? { atLeast: true } : {}),
	};
}
