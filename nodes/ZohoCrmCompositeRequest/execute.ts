import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Session } from '../shared/zoho/session';
import { openSession } from '../shared/zoho/session';
import { passOn } from '../shared/zoho/stop';
import { notStarted } from '../shared/ui/notStarted';
import { runCalls } from './apiCalls';
import { runComposites } from './composites';
import type { Parameters } from './readOptions';
import { readParameters } from './readOptions';

/**
 * Sends sub-requests in composites, or single calls. Two outputs, Success and Failed.
 * @throws NodeOperationError / NodeApiError with the credit report, by 'When Rows Fail'
 */
export async function compositeRequest(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (this.getInputData().length === 0) return [[], []];
	let parameters: Parameters;
	let session: Session;
	try {
		parameters = readParameters(this);
		session = await openSession(this, {
			runCap: parameters.maxCredits,
			signal: this.getExecutionCancelSignal?.(),
		});
	} catch (error) {
		// n8n would pass the input on as if it had been sent (n8n-core `workflow-execute.js`, continue on error).
		if (this.continueOnFail()) return notStarted(this, passOn(error));
		throw passOn(error);
	}
	return parameters.operation === 'apiCall'
		? await runCalls(this, session, parameters)
		: await runComposites(this, session, parameters);
}
