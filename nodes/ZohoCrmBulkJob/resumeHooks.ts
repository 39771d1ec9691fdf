import type { IWebhookDescription } from 'n8n-workflow';

/** n8n's own resume address of a sleeping execution: nothing is registered anywhere, so there is nothing to set up or take down. */
export const resumeHooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		responseData: 'noData',
		path: '',
		restartWebhook: true,
		isFullPath: true,
	},
];
