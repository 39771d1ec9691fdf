import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { RowOutcome } from '../shared/core/outcome';
import { isFailure } from '../shared/core/outcome';
import type { RunReport } from '../shared/core/report';
import type { BatchResult } from '../shared/zoho/batchWrite';
import { isTool } from '../shared/ui/isTool';
import type { Parameters } from './readParameters';
import { rowJson } from './rowJson';

/**
 * Success and Failed, each input item once, in input order. Built in one go and without copies: of everything the node makes,
 * the items are what stays in memory until the workflow ends.
 */
export function outputsOf(
	ctx: IExecuteFunctions,
	parameters: Parameters,
	{ outcomes, costs }: BatchResult,
	report: RunReport,
): INodeExecutionData[][] {
	const tool = isTool(ctx);
	// An agent pays for every word it reads.
	const every = !tool && parameters.options.creditDetail === 'every';
	const rest = report.cost - [...costs.values()].reduce((sum, cost) => sum + cost, 0);
	const success: INodeExecutionData[] = [];
	const failed: INodeExecutionData[] = [];
	for (const [row, { json: input }] of ctx.getInputData().entries()) {
		const outcome = outcomes.get(row) as RowOutcome;
		// Overhead, and what was spent on calls that ended without items, goes on the first item of the run.
		const cost = (costs.get(row) ?? 0) + (row === 0 ? rest : 0);
		const json = rowJson(outcome, row, input, { cost }, parameters) as IDataObject;
		(isFailure(outcome) ? failed : success).push({ json, pairedItem: { item: row } });
	}
	const outputs = tool ? [[...success, ...failed], []] : [success, failed];
	for (const output of outputs) putReport(every ? output : output.slice(0, 1), report);
	return outputs;
}

function putReport(items: readonly INodeExecutionData[], report: RunReport): void {
	for (const { json } of items)
		json.credits = { ...(json.credits as IDataObject), run: { ...report } } as IDataObject;
}
