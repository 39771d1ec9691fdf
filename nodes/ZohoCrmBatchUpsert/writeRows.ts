import type { IExecuteFunctions } from 'n8n-workflow';

import { overtakenRows } from '../shared/core/overtaken';
import type { RunPlan } from '../shared/core/report';
import type { Row } from '../shared/core/row';
import type { WriteCall } from '../shared/core/writePlan';
import type { BatchResult } from '../shared/zoho/batchWrite';
import { batchWrite } from '../shared/zoho/batchWrite';
import { checkEnvironment } from '../shared/zoho/organization';
import type { Session } from '../shared/zoho/session';
import { dropStale } from './dropStale';
import { overheadOf, planOnly } from './dryRun';
import { fitNames, fitRun } from './fitRun';
import type { Ready } from './makeReady';
import { makeReady, settle } from './makeReady';
import { namedIn, nameRows } from './nameRows';
import { planRun } from './planRun';
import type { Prepared } from './prepare';
import type { Parameters } from './readParameters';
import { namingReads } from './resolveNames';
import { anySendable, sendable, settleUnknown } from './settleUnknown';

/**
 * Gives every row its outcome, or none to those that a stopped run did not reach.
 * @returns the plan and its price, when it was only to plan
 * @throws ZohoStop when nothing further can succeed
 */
export async function writeRows(
	ctx: IExecuteFunctions,
	session: Session,
	parameters: Parameters,
	result: BatchResult,
): Promise<RunPlan | undefined> {
	const { dryRun } = parameters.options;
	const overhead = dryRun ? await overheadOf(session, parameters) : 0;
	const ready = await makeReady(ctx, session, parameters, result);
	const { naming, job, prepared, fields } = ready;
	// Before names are paid for, and counted in what the cap still allows.
	if (!dryRun && anySendable(prepared, result)) await checkEnvironment(session);
	await fitNames(session, ready, parameters, overhead, result);
	if (dryRun) return await planRows(session, ready, parameters, overhead, result);
	if (anySendable(prepared, result)) {
		await nameRows(session, naming, job, prepared, result);
		await settleUnknown(session, job, prepared, result);
	}
	const calls = callsFor(prepared, parameters, result);
	const affordable = fitRun(session, job, calls, result, 0);
	await batchWrite(session, job, affordable, result);
	const sent = affordable.flatMap(({ rows }) => rows);
	await dropStale(session, parameters.module, fields, sent, result);
	return undefined;
}

async function planRows(
	session: Session,
	{ naming, job, prepared }: Ready,
	parameters: Parameters,
	overhead: number,
	result: BatchResult,
): Promise<RunPlan> {
	const asked = namedIn(job, sendable(prepared, result));
	const { reads, places } = await namingReads(session, naming, asked);
	result.lookups = places;
	const calls = callsFor(prepared, parameters, result);
	const affordable = fitRun(session, job, calls, result, overhead + reads);
	return planOnly(job, affordable, { overhead, naming: reads }, result, session.prices);
}

/** The calls for rows that are still open; what is settled on the way gets its outcome. */
function callsFor(prepared: Prepared, parameters: Parameters, result: BatchResult): WriteCall[] {
	const all = [...prepared.rows.values()];
	const isOpen = ({ index }: Row) => !result.outcomes.has(index);
	let open = all;
	if (!all.every(isOpen)) {
		// A retry: rows that were settled before still have their say about those with the same key.
		const isWritten = (index: number) => result.outcomes.get(index)?.outcome === 'written';
		settle(planRun(all, prepared, parameters).settled, result);
		if (parameters.operation !== 'insert')
			settle(overtakenRows(all, isWritten, prepared.keyFields), result);
		open = all.filter(isOpen);
	}
	const { calls, settled } = planRun(open, prepared, parameters);
	settle(settled, result);
	return calls;
}
