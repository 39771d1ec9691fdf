import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { creditsFor } from '../shared/core/prices';
import { ROWS_PER_PAGE } from '../shared/core/readLimits';
import type { Session } from '../shared/zoho/session';
import { openSession } from '../shared/zoho/session';
import { ZohoStop, passOn } from '../shared/zoho/stop';
import { notStarted } from '../shared/ui/notStarted';
import { openRunMemory } from '../shared/ui/runMemory';
import type { NothingKept, ReadResult } from './answers';
import { missFor } from './answers';
import type { DryRun } from './dryRun';
import { planLists, planRows } from './dryRun';
import { finish, finishPlan } from './finish';
import type { RowPlan } from './getByIds';
import { planByIds } from './getByIds';
import { planLookUp } from './lookUp';
import { questionsOf } from './questions';
import { answerLists } from './readLists';
import type { Parameters, RowOperation } from './readParameters';
import { isRowOperation, readParameters } from './readParameters';
import { answerRows } from './readRows';

/**
 * Reads records in batches. Two outputs, Found and Not Found; of a look-up every input item comes out, with its
 * records or with the reason why there is none.
 * @throws NodeOperationError / NodeApiError with the credit report, by 'When Rows Fail'
 */
export async function batchRead(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (this.getInputData().length === 0) return [[], []];
	try {
		const parameters = readParameters(this);
		const session = await openSession(this, {
			runCap: parameters.options.maxCredits,
			signal: this.getExecutionCancelSignal?.(),
		});
		if (parameters.options.dryRun)
			return await finishPlan(this, session, parameters, await plan(this, session, parameters));
		const memory = openRunMemory<{ outcome: string }>(this, [parameters.operation]);
		session.spends.push(...memory.spends);
		const result = await read(this, session, parameters, memory);
		return await finish(this, session, parameters, result, memory);
	} catch (error) {
		// Parameters and the credential throw before anything is spent; n8n would pass the input on as if it had been found.
		if (this.continueOnFail()) return notStarted(this, passOn(error));
		throw passOn(error);
	}
}

const planOf: Record<
	RowOperation,
	(ctx: IExecuteFunctions, session: Session, options: Parameters['options']) => Promise<RowPlan>
> = { getByIds: planByIds, lookUp: planLookUp };

async function read(
	ctx: IExecuteFunctions,
	session: Session,
	{ operation, options }: Parameters,
	memory: NothingKept,
): Promise<ReadResult> {
	if (memory.stop) return nothingRead(ctx, memory.stop);
	try {
		if (!isRowOperation(operation))
			return await answerLists(session, questionsOf(ctx, operation), options);
		const { refused, calls, missing } = await planOf[operation](ctx, session, options);
		return await answerRows(refused, calls, options.parallel, missing);
	} catch (error) {
		if (!(error instanceof ZohoStop)) throw passOn(error);
		return nothingRead(ctx, error);
	}
}

const CALL_OF = { getByIds: 'records.list', lookUp: 'coql.query' } as const;

async function plan(
	ctx: IExecuteFunctions,
	session: Session,
	{ operation, options }: Parameters,
): Promise<DryRun> {
	if (isRowOperation(operation)) {
		const price = creditsFor(CALL_OF[operation], ROWS_PER_PAGE, session.prices);
		return planRows(await planOf[operation](ctx, session, options), price);
	}
	return await planLists(session, questionsOf(ctx, operation), options);
}

/** The run was stopped before its first question. */
const nothingRead = (ctx: IExecuteFunctions, stop: ZohoStop): ReadResult => ({
	answers: ctx.getInputData().map((_, item) => ({
		items: [item],
		records: [],
		miss: missFor(stop),
		missCost: 0,
		extra: {},
	})),
	stop,
});
