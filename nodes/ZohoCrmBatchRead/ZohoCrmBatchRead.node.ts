import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { getLookupFields, getReadableFields, searchModules } from '../shared/ui/lists';
import { properties } from './description';

export class ZohoCrmBatchRead implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zoho CRM Batch Read',
		name: 'zohoCrmBatchRead',
		icon: { light: 'file:../../icons/zohoCrm.svg', dark: 'file:../../icons/zohoCrm.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] + ($parameter["operation"] === "query" ? "" : ": " + $parameter["module"]) }}',
		description:
			'Read many Zoho CRM records for few API credits: 100 IDs or 50 values a credit, 2,000 rows for 3',
		defaults: { name: 'Zoho CRM Batch Read' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Found', 'Not Found'],
		credentials: [{ name: 'zohoCrmOAuth2Api', required: true }],
		properties,
	};

	methods = {
		listSearch: { searchModules },
		loadOptions: { getLookupFields, getReadableFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { batchRead } = await import('./execute');
		return await batchRead.call(this);
	}
}
