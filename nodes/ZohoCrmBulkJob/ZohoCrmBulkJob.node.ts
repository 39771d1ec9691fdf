import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { getFindByFields, getReadableFields, searchModules } from '../shared/ui/lists';
import { properties } from './description';
import { resumeHooks } from './resumeHooks';

export class ZohoCrmBulkJob implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zoho CRM Bulk Job',
		name: 'zohoCrmBulkJob',
		icon: { light: 'file:../../icons/zohoCrm.svg', dark: 'file:../../icons/zohoCrm.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] + (["import", "export"].includes($parameter["operation"]) ? ": " + $parameter["module"] : "") }}',
		description:
			'Import 25,000 Zoho CRM records for 500 API credits or export 200,000 for 50, asleep until Zoho is done',
		defaults: { name: 'Zoho CRM Bulk Job' },
		usableAsTool: true,
		waitingNodeTooltip:
			"Asleep until Zoho has done the job and calls. Nothing has to be done here; the time limit is that of 'Wait at Most'.",
		inputs: [NodeConnectionTypes.Main],
		// Waking knows one output only (n8n-core pairs what it returns by position); rows of Get Result are told apart.
		outputs:
			'={{ $parameter["operation"] === "getResult" ? [{ type: "main", displayName: "Success" }, { type: "main", displayName: "Failed" }] : [{ type: "main", displayName: "Done" }] }}',
		credentials: [{ name: 'zohoCrmOAuth2Api', required: true }],
		webhooks: resumeHooks,
		properties,
	};

	methods = {
		listSearch: { searchModules },
		loadOptions: { getFindByFields, getReadableFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { bulkJob } = await import('./execute');
		return await bulkJob.call(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { wakeUp } = await import('./webhook');
		return await wakeUp.call(this);
	}
}
