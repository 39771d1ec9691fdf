import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

export async function getResult(ctx: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	throw new NodeOperationError(ctx.getNode(), 'Being built');
}
