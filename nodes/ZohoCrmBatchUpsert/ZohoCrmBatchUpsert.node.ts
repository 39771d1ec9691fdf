import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import {
	getColumns,
	getExternalIdFields,
	getMatchingFields,
	getMultiSelectFields,
	getReferenceFields,
	searchModules,
} from '../shared/ui/lists';
import { properties } from './description';

export class ZohoCrmBatchUpsert implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zoho CRM Batch Upsert',
		name: 'zohoCrmBatchUpsert',
		icon: { light: 'file:../../icons/zohoCrm.svg', dark: 'file:../../icons/zohoCrm.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["module"] }}',
		description:
			'Write many Zoho CRM records for a tenth of the API credits, and see what each cost',
		defaults: { name: 'Zoho CRM Batch Upsert' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Success', 'Failed'],
		credentials: [{ name: 'zohoCrmOAuth2Api', required: true }],
		properties,
	};

	methods = {
		listSearch: { searchModules },
		loadOptions: {
			getExternalIdFields,
			getMatchingFields,
			getMultiSelectFields,
			getReferenceFields,
		},
		resourceMapping: { getColumns },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { batchUpsert } = await import('./execute');
		return await batchUpsert.call(this);
	}
}
