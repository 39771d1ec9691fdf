import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { RowOutcome } from '../shared/core/outcome';
import type { BatchResult } from '../shared/zoho/batchWrite';
import { emptyResult } from '../shared/zoho/batchWrite';
import type { Session } from '../shared/zoho/session';
import { openSession } from '../shared/zoho/session';
import { passOn, stopFrom } from '../shared/zoho/stop';
import { notStarted } from '../shared/ui/notStarted';
import { openRunMemory } from '../shared/ui/runMemory';
import type { BatchMemory } from './finish';
import { finish } from './finish';
import type { Parameters } from './readParameters';
import { readParameters } from './readParameters';
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
	const { operation, module, matchingFields } = parameters;
	const memory: BatchMemory = openRunMemory<RowOutcome>(this, [operation, module, matchingFields]);
	session.spends.push(...memory.spends);
	const { outcomes, costs, stop } = memory;
	const result: BatchResult = { ...emptyResult(), outcomes, costs, stop };
	try {
		if (stop === null) memory.plan = await writeRows(this, session, parameters, result);
	} catch (error) {
		result.stop ??= stopFrom(error);
	}
	return await finish(this, session, parameters, result, memory);
}
