import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { modulesInstead } from '../core/modules';

/**
 * The API name chosen under 'Module' for an item.
 * @throws NodeOperationError for an empty name and for names that hold no records of their own
 */
export function moduleNameOf(ctx: IExecuteFunctions, item: number): string {
	const chosen = ctx.getNodeParameter('module', item, '', { extractValue: true });
	const module = String(chosen ?? '').trim();
	const instead = modulesInstead(module);
	if (module !== '' && !instead) return module;
	throw new NodeOperationError(
		ctx.getNode(),
		instead ? `'Module' ${module} holds no records of its own` : "'Module' is empty",
		{
			itemIndex: item,
			description: instead
				? `Use ${instead} instead.`
				: 'Choose a module from the list, or give its API name.',
		},
	);
}
