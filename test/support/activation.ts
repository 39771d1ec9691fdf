import type {
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IWebhookData,
	IWebhookResponseData,
	WebhookSetupMethodNames,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { HookContext, TriggerContext, WebhookContext } from 'n8n-core';
import type { Engine } from './engine';
import type { WebhookCall } from './webhookCall';
import { requestFor, responseFor } from './webhookCall';
import type { TestWorkflow } from './workflow';
import { chain, nameOf } from './workflow';

/** One tick that a trigger asked for: `expression` is a six-field cron. */
export interface Cron {
	expression: string;
	tick(): Promise<void>;
}

/** A trigger node through its life: `when` chooses between the active workflow and "listen for test event". */
export function triggerOf(
	engine: Engine,
	type: string,
	parameters: INodeParameters = {},
	{ workflow = chain([], { type, parameters }), when = 'active' as 'active' | 'test' } = {},
) {
	const mode: WorkflowExecuteMode = when === 'test' ? 'manual' : 'trigger';
	const opened = engine.open(workflow);
	const node = opened.getNode(nodeName(workflow, type))!;
	const nodeType = engine.nodeTypes.getByNameAndVersion(node.type) as INodeType;
	const additional = () => engine.additional(workflow, mode, '');
	const hook: IWebhookData = {
		httpMethod: 'POST',
		node: node.name,
		path: node.webhookId ?? '',
		workflowId: workflow.id,
		webhookDescription: nodeType.description.webhooks?.[0] ?? {
			name: 'default',
			httpMethod: 'POST',
			path: '',
		},
		workflowExecuteAdditionalData: additional(),
		isTest: when === 'test',
	};
	const crons: Cron[] = [];
	const emitted: INodeExecutionData[][][] = [];
	const failures: Error[] = [];

	return {
		workflow,
		/** Whole static data of the workflow, kept between the calls. */
		staticData: opened.staticData,
		crons,
		emitted,
		/** Failed executions that the trigger wanted saved. */
		failures,
		/** `checkExists`, `create` or `delete`, with n8n's activation mode. */
		async hook(method: WebhookSetupMethodNames, activation: WorkflowActivateMode = 'activate') {
			const context = new HookContext(opened, node, additional(), mode, activation, hook);
			return await nodeType.webhookMethods!.default![method].call(context);
		},
		/** A call to the node's own URL. */
		async receive(
			call: WebhookCall,
		): Promise<{ status: number; body: unknown; data: IWebhookResponseData }> {
			const response = responseFor();
			const extra = { httpRequest: requestFor(call), httpResponse: response.express };
			const context = new WebhookContext(
				opened,
				node,
				{ ...additional(), ...extra },
				when === 'test' ? 'manual' : 'webhook',
				hook,
				[],
				null,
			);
			const data = (await nodeType.webhook!.call(context)) as IWebhookResponseData;
			return { ...response.sent(data.webhookResponse), data };
		},
		/** `trigger()`: what n8n calls at start and activation. Crons land in `crons`. */
		async listen(activation: WorkflowActivateMode = 'activate') {
			const context = new TriggerContext(
				opened,
				node,
				additional(),
				mode,
				activation,
				(data) => void emitted.push(data),
				(error) => void failures.push(error),
				(error) => void failures.push(error),
				{ registerCron: (cron, onTick) => void crons.push(cronOf(cron.expression, onTick)) },
			);
			return await nodeType.trigger!.call(context);
		},
	};
}

const cronOf = (expression: string, onTick: (planned: Date) => unknown): Cron => ({
	expression,
	tick: async () => void (await onTick(new Date())),
});

function nodeName(workflow: TestWorkflow, type: string): string {
	const short = nameOf({ type });
	return workflow.nodes.find((node) => node.type.endsWith(`.${short}`))!.name;
}
