import type { IExecuteFunctions } from 'n8n-workflow';

import { checkForm } from '../shared/ui/checkForm';
import type { WhenRowsFail } from '../shared/ui/whenRowsFail';
import { runFields } from './description';

/** What is the same for all items of the run. */
export interface Parameters {
	operation: 'send' | 'sendMany' | 'apiCall';
	whenRowsFail: WhenRowsFail;
	allowUnlisted: boolean;
	creditDetail: 'first' | 'every';
	dryRun: boolean;
	includeInput: boolean;
	maxCredits: number | null;
	/** Composites at one time. */
	parallel: number;
}

/** @throws NodeOperationError for a parameter that cannot be meant */
export function readParameters(ctx: IExecuteFunctions): Parameters {
	checkForm(ctx, runFields);
	const raw = ctx.getNodeParameter('options', 0, {});
	const operation = ctx.getNodeParameter('operation', 0) as Parameters['operation'];
	const cap = Math.floor(Number(raw.maxCredits ?? 0));
	const keepsOrder = operation === 'sendMany' && ctx.getNodeParameter('execution', 0) === 'inOrder';
	const parallel = Math.min(5, Math.max(1, Math.floor(Number(raw.parallel ?? 1)) || 1));
	return {
		operation,
		whenRowsFail: ctx.getNodeParameter('whenRowsFail', 0) as WhenRowsFail,
		allowUnlisted: raw.allowUnlisted === true,
		creditDetail: raw.creditDetail === 'every' ? 'every' : 'first',
		dryRun: raw.dryRun === true,
		includeInput: raw.includeInput === true,
		maxCredits: cap > 0 ? cap : null,
		parallel: keepsOrder ? 1 : parallel,
	};
}
