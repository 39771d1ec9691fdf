import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** Starts an Export for each input item, then waits as the person chose. */
export async function startExport(ctx: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	throw new NodeOperationError(ctx.getNode(), 'Export is being built');
}
