import type { IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import type { StartedJob } from '../shared/core/bulkJob';
import { isObject } from '../shared/core/isObject';

/** What a sleeping execution knows of its jobs, in the order of their callbacks' numbers. */
export type SleepingJobs = Array<Pick<StartedJob, 'id' | 'kind'>>;

const KEY = 'zohoCrmBulkJobs';

/**
 * Sends the execution to sleep. Its input items are replaced in place: they are what n8n passes on when the time is
 * over, and the only thing beside the node's context that `webhook()` can read (n8n-core `workflow-execute.js` hands
 * the node an array of its own).
 * @param items one for each input item, in order
 */
export async function fallAsleep(
	ctx: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	jobs: readonly StartedJob[],
	limitMs: number,
): Promise<INodeExecutionData[][]> {
	const input = ctx.getInputData();
	items.forEach((item, at) => {
		input[at] = item;
	});
	ctx.getContext('node')[KEY] = jobs.map(({ id, kind }) => ({ id, kind }));
	await ctx.putExecutionToWait(new Date(Date.now() + limitMs));
	return [[]];
}

/** The items that lie asleep. */
export const sleepingItems = (ctx: IWebhookFunctions): INodeExecutionData[] =>
	ctx.evaluateExpression('{{ $input.all() }}') as unknown as INodeExecutionData[];

/** The jobs that the sleeping run created; `webhook()` has no `getContext`, expressions do. */
export function sleepingJobs(ctx: IWebhookFunctions): SleepingJobs {
	const name = JSON.stringify(ctx.getNode().name);
	const context: unknown = ctx.evaluateExpression(`{{ $node[${name}].context }}`);
	const jobs = isObject(context) ? context[KEY] : undefined;
	return Array.isArray(jobs) ? (jobs as SleepingJobs) : [];
}
