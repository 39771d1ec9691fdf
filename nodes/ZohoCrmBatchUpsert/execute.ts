import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { BatchResult } from '../shared/zoho/batchWrite';
import { emptyResult } from '../shared/zoho/batchWrite';
import type { Session } from '../shared/zoho/session';
import { openSession } from '../shared/zoho/session';
import { ZohoStop, passOn } from '../shared/zoho/stop';
import { finish } from './finish';
import { notStarted } from './notStarted';
import type { Parameters } from './readParameters';
import { readParameters } from './readParameters';
import { openRunMemory } from './runMemory';
import { writeRows } from './writeRows';

/**
 * Writes the input rows in batches. Two outputs, Success and Failed; every input item comes out once.
 * @throws NodeOperationError / NodeApiError with the credit report, by 'When Rows Fail'
 */
export async function batchUpsert(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	if (items.length === 0) return [[], []];
	let parameters: Parameters;
	let session: Session;
	try {
		parameters = readParameters(this, items.length);
		session = await openSession(this, {
			runCap: parameters.options.maxCredits,
			signal: this.getExecutionCancelSignal?.(),
		});
	} catch (error) {
		// n8n would pass the input on as if it had been written (n8n-core `workflow-execute.js`, continue on error).
		if (this.continueOnFail()) return notStarted(this, passOn(error));
		throw passOn(error);
	}
	const memory = openRunMemory(this, parameters);
	session.spends.push(...memory.spends);
	const { outcomes, costs, stop } = memory;
	const result: BatchResult = { ...emptyResult(), outcomes, costs, stop };
	try {
		if (stop === null) memory.plan = await writeRows(this, session, parameters, result);
	} catch (error) {
		if (!(error instanceof ZohoStop)) throw passOn(error);
		result.stop ??= error;
	}
	return await finish(this, session, parameters, result, memory);
}
