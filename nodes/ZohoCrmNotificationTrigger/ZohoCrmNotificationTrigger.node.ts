import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { searchModules } from '../shared/ui/lists';
import { whenOpened } from '../shared/ui/whenOpened';
import { properties, triggerPanel } from './description';

const getWatchableFields = whenOpened(async () => (await import('./fieldList')).getWatchableFields);

export class ZohoCrmNotificationTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zoho CRM Notification Trigger',
		name: 'zohoCrmNotificationTrigger',
		icon: { light: 'file:../../icons/zohoCrm.svg', dark: 'file:../../icons/zohoCrm.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ ($parameter["modules"].watch ?? []).map((one) => one.module?.value ?? one.module).join(", ") }}',
		description:
			'Starts when records are created, edited or deleted in Zoho CRM, without polling: under half a credit a day',
		defaults: { name: 'Zoho CRM Notification Trigger' },
		eventTriggerDescription: 'Create, edit or delete a record of a watched module in Zoho CRM',
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'zohoCrmOAuth2Api', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'zoho-crm',
			},
		],
		properties,
	};

	methods = {
		listSearch: { searchModules },
		loadOptions: { getWatchableFields },
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				const { channelExists } = await import('./activation');
				return await channelExists(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				const { createChannel } = await import('./activation');
				return await createChannel(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				const { removeChannel } = await import('./activation');
				return await removeChannel(this);
			},
		},
	};

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		const { lookAfterChannel } = await import('./tick');
		return await lookAfterChannel(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { receive } = await import('./receive');
		return await receive(this);
	}

	/** Passes on what `webhook()` gave. Without it, listening for a test event waits for an emit that never comes. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}
