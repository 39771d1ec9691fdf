import type {
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IWebhookData,
	IWebhookResponseData,
	WebhookSetupMethodNames,
	Workflow,
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

export interface TriggerSetup {
	workflow?: TestWorkflow;
	/** The active workflow, or "listen for test event" in the editor. */
	when?: 'active' | 'test';
}

/** A trigger node through its life; static data, crons and emitted items stay with it. */
export class TriggerNode {
	readonly crons: Cron[] = [];
	readonly emitted: INodeExecutionData[][][] = [];
	/** Failed executions that the trigger wanted saved. */
	readonly failures: Error[] = [];
	private readonly opened: Workflow;
	private readonly node: INode;
	private readonly type: INodeType;
	private readonly mode: WorkflowExecuteMode;

	constructor(
		private readonly engine: Engine,
		readonly workflow: TestWorkflow,
		type: string,
		private readonly when: 'active' | 'test',
	) {
		this.mode = when === 'test' ? 'manual' : 'trigger';
		this.opened = engine.open(workflow);
		this.node = this.opened.getNode(nodeName(workflow, type))!;
		this.type = engine.nodeTypes.getByNameAndVersion(this.node.type) as INodeType;
	}

	/** Of the whole workflow; n8n would save it after activation and deactivation. */
	get staticData() {
		return this.opened.staticData;
	}

	/** `checkExists`, `create` or `delete`, with n8n's activation mode. */
	async hook(method: WebhookSetupMethodNames, activation: WorkflowActivateMode = 'activate') {
		const { opened, node, mode } = this;
		const context = new HookContext(opened, node, this.additional(), mode, activation, this.url());
		return await this.type.webhookMethods!.default![method].call(context);
	}

	/** A call to the node's own URL. */
	async receive(
		call: WebhookCall,
	): Promise<{ status: number; body: unknown; answeredAt: number; data: IWebhookResponseData }> {
		const response = responseFor();
		const extra = { httpRequest: requestFor(call), httpResponse: response.express };
		const mode = this.when === 'test' ? 'manual' : 'webhook';
		const { opened, node } = this;
		const additional = { ...this.additional(), ...extra };
		const context = new WebhookContext(opened, node, additional, mode, this.url(), [], null);
		const data = (await this.type.webhook!.call(context)) as IWebhookResponseData;
		return { ...response.sent(data.webhookResponse), data };
	}

	/** `trigger()`: what n8n calls at start and activation. */
	async listen(activation: WorkflowActivateMode = 'activate') {
		const context = new TriggerContext(
			this.opened,
			this.node,
			this.additional(),
			this.mode,
			activation,
			(data) => void this.emitted.push(data),
			(error) => void this.failures.push(error),
			(error) => void this.failures.push(error),
			{ registerCron: (cron, onTick) => void this.crons.push(cronOf(cron.expression, onTick)) },
		);
		return await this.type.trigger!.call(context);
	}

	private additional() {
		return this.engine.additional(this.workflow, this.mode, '');
	}

	private url(): IWebhookData {
		const { node, workflow, type } = this;
		const none = { name: 'default', httpMethod: 'POST', path: '' } as const;
		return {
			httpMethod: 'POST',
			node: node.name,
			path: node.webhookId ?? '',
			workflowId: workflow.id,
			webhookDescription: type.description.webhooks?.[0] ?? none,
			workflowExecuteAdditionalData: this.additional(),
			isTest: this.when === 'test',
		};
	}
}

/** The trigger of that type in the workflow; without a workflow, alone in one. */
export const triggerOf = (
	engine: Engine,
	type: string,
	parameters: INodeParameters = {},
	{ workflow = chain([], { type, parameters }), when = 'active' }: TriggerSetup = {},
) => new TriggerNode(engine, workflow, type, when);

const cronOf = (expression: string, onTick: (planned: Date) => unknown): Cron => ({
	expression,
	tick: async () => void (await onTick(new Date())),
});

function nodeName(workflow: TestWorkflow, type: string): string {
	const short = nameOf({ type });
	return workflow.nodes.find((node) => node.type.endsWith(`.${short}`))!.name;
}
