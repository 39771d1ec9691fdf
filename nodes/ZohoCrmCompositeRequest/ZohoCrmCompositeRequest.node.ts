import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { searchModules } from '../shared/ui/lists';
import { properties } from './description';

export class ZohoCrmCompositeRequest implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zoho CRM Composite Request',
		name: 'zohoCrmCompositeRequest',
		icon: { light: 'file:../../icons/zohoCrm.svg', dark: 'file:../../icons/zohoCrm.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Send up to five Zoho CRM requests for one API credit, all or nothing if you like',
		defaults: { name: 'Zoho CRM Composite Request' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Success', 'Failed'],
		credentials: [{ name: 'zohoCrmOAuth2Api', required: true }],
		properties,
	};

	methods = { listSearch: { searchModules } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { compositeRequest } = await import('./execute');
		return await compositeRequest.call(this);
	}
}
