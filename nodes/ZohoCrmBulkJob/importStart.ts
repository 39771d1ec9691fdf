import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

export async function startImport(ctx: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	throw new NodeOperationError(ctx.getNode(), 'Import is being built');
}
