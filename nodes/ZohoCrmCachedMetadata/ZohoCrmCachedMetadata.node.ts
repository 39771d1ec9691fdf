import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { searchModules } from '../shared/ui/lists';
import { properties } from './description';

export class ZohoCrmCachedMetadata implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zoho CRM Cached Metadata',
		name: 'zohoCrmCachedMetadata',
		icon: { light: 'file:../../icons/zohoCrm.svg', dark: 'file:../../icons/zohoCrm.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] + ($parameter["operation"] === "get" ? ": " + [$parameter["kinds"]].flat().join(", ") : "") }}',
		description: 'Modules, fields, layouts, users and more: read once, then for no API credits',
		defaults: { name: 'Zoho CRM Cached Metadata' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'zohoCrmOAuth2Api', required: true }],
		properties,
	};

	methods = { listSearch: { searchModules } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { cachedMetadata } = await import('./execute');
		return await cachedMetadata.call(this);
	}
}
