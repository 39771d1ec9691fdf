import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { readModuleName } from '../core/modules';

/**
 * The API name chosen under 'Module' for an item.
 * @throws NodeOperationError for what can be no module, and for names that hold no records of their own
 */
export function moduleNameOf(ctx: IExecuteFunctions, item: number): string {
	const read = readModuleName(ctx.getNodeParameter('module', item, '', { extractValue: true }));
	if ('name' in read) return read.name;
	throw new NodeOperationError(ctx.getNode(), read.message, {
		itemIndex: item,
		description: read.fix,
	});
}
