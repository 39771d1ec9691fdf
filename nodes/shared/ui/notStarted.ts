import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { DEFAULT_THRESHOLDS, reportRun } from '../core/report';
import { withCredits } from './creditOutput';
import { isTool } from './isTool';

/** All items on Failed, for a run that a parameter or the credential kept from starting while On Error says to go on. */
export function notStarted(ctx: IExecuteFunctions, error: Error): INodeExecutionData[][] {
	const fix =
		error instanceof NodeApiError || error instanceof NodeOperationError ? error.description : null;
	const reason = ['Not sent', error.message, ...(fix ? [fix] : [])].join(': ');
	const failed = ctx.getInputData().map(({ json: input }, row) => ({
		json: {
			row,
			outcome: 'notSent',
			status: 'error',
			code: 'NOT_STARTED',
			message: error.message,
			reason,
			details: {},
			input,
		} as IDataObject,
		cost: 0,
		pairedItem: { item: row },
	}));
	const report = reportRun([], {
		remaining: null,
		remainingAt: null,
		used24h: null,
		allowance: null,
		baseline: 0,
		thresholds: DEFAULT_THRESHOLDS,
	});
	return withCredits(isTool(ctx) ? [failed, []] : [[], failed], report, 'first');
}
