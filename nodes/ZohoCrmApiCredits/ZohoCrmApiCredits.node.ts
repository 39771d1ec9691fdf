import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { properties } from './description';

export class ZohoCrmApiCredits implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zoho CRM API Credits',
		name: 'zohoCrmApiCredits',
		icon: { light: 'file:../../icons/zohoCrm.svg', dark: 'file:../../icons/zohoCrm.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description:
			'Price Zoho CRM work before it runs, see what was spent, check a budget, size an edition',
		defaults: { name: 'Zoho CRM API Credits' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs:
			'={{ $parameter["operation"] === "checkBudget" ? [{ type: "main", displayName: "Within Budget" }, { type: "main", displayName: "Over Budget" }] : [{ type: "main" }] }}',
		credentials: [{ name: 'zohoCrmOAuth2Api', required: true }],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { apiCredits } = await import('./execute');
		return await apiCredits.call(this);
	}
}
