import type {
	INodeExecutionData,
	INodeType,
	IRun,
	IWebhookData,
	IWebhookResponseData,
} from 'n8n-workflow';
import { WebhookContext } from 'n8n-core';
import { parse, stringify } from 'flatted';
import type { Engine } from './engine';
import type { WebhookCall } from './webhookCall';
import { requestFor, responseFor } from './webhookCall';
import type { TestWorkflow } from './workflow';

/** What the caller of the resume URL got, and what became of the execution. */
export interface Resumed {
	status: number;
	body: unknown;
	/** Null: the execution goes on waiting. */
	run: IRun | null;
}

/** What the database holds of executions asleep: written once, read at every call. */
const stored = new WeakMap<IRun, string>();

function asleep(waiting: IRun): IRun['data'] {
	const text = stored.get(waiting) ?? stringify(waiting.data);
	stored.set(waiting, text);
	return parse(text) as IRun['data'];
}

/**
 * A call to the resume URL of a waiting execution: packages/cli/src/webhooks/waiting-webhooks.ts and webhook-helpers.ts.
 * A throwing `webhook()` answers 500, and n8n sends one empty item downstream in place of the lost run data.
 */
export async function callback(
	engine: Engine,
	waiting: IRun,
	workflow: TestWorkflow,
	call: WebhookCall,
	executionId = '1',
): Promise<Resumed> {
	const data = asleep(waiting);
	const response = responseFor();
	let answer: IWebhookResponseData;
	try {
		answer = await ask(engine, data, workflow, call, { executionId, response });
	} catch (error) {
		data.resultData.runData = {};
		const run = await goOn(engine, workflow, data, [[{ json: {} }]], executionId);
		return { status: 500, body: String(error), run };
	}
	const told = response.sent(answer.webhookResponse);
	if (answer.workflowData === undefined) return { ...told, run: null };
	return { ...told, run: await goOn(engine, workflow, data, answer.workflowData, executionId) };
}

/** Calls `webhook()` of the node that sleeps, with the sleeping execution's data around it. */
async function ask(
	engine: Engine,
	data: IRun['data'],
	workflow: TestWorkflow,
	call: WebhookCall,
	{ executionId, response }: { executionId: string; response: ReturnType<typeof responseFor> },
): Promise<IWebhookResponseData> {
	const opened = engine.open(workflow);
	const node = opened.getNode(data.resultData.lastNodeExecuted!)!;
	const type = engine.nodeTypes.getByNameAndVersion(node.type) as INodeType;
	const additional = {
		...engine.additional(workflow, 'trigger', executionId),
		httpRequest: requestFor(call),
		httpResponse: response.express,
	};
	const hook: IWebhookData = {
		httpMethod: call.method ?? 'POST',
		node: node.name,
		path: '',
		workflowId: workflow.id,
		webhookDescription: type.description.webhooks![0],
		workflowExecuteAdditionalData: additional,
	};
	const context = new WebhookContext(opened, node, additional, 'trigger', hook, [], data);
	return (await type.webhook!.call(context)) as IWebhookResponseData;
}

/** The time limit of a waiting execution passes: n8n disables the node and passes its input on. */
export async function timeOut(
	engine: Engine,
	waiting: IRun,
	workflow: TestWorkflow,
	executionId = '1',
): Promise<IRun> {
	return await engine.proceed(workflow, 'trigger', asleep(waiting), executionId).finished;
}

async function goOn(
	engine: Engine,
	workflow: TestWorkflow,
	data: IRun['data'],
	items: INodeExecutionData[][],
	executionId: string,
): Promise<IRun> {
	const top = data.executionData!.nodeExecutionStack[0];
	top.node.disabled = true;
	top.data.main = items;
	data.waitTill = undefined;
	data.resultData.runData[data.resultData.lastNodeExecuted!]?.pop();
	return await engine.proceed(workflow, 'trigger', data, executionId).finished;
}
