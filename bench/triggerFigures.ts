import type { IDataObject, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { TriggerNode } from '../test/support/activation';
import { triggerOf } from '../test/support/activation';
import { createEngine } from '../test/support/engine';
import {
	callFor,
	leadsForm,
	openTriggers,
} from '../test/nodes/ZohoCrmNotificationTrigger/triggerStory';
import type { Figure } from './figure';
import { figure } from './figure';

const CALLBACKS = 500;
const AT_ONCE = 10;

/** What a Webhook node does at least: it takes the body and starts the workflow. */
const bareWebhook: INodeType = {
	description: {
		displayName: 'Bare Webhook',
		name: 'bareWebhook',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'bareWebhook' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [{ name: 'default', httpMethod: 'POST', path: '', responseMode: 'onReceived' }],
		properties: [],
	},
	async webhook() {
		const json = { body: this.getBodyData(), headers: this.getHeaderData() as IDataObject };
		return { workflowData: [[{ json }]] };
	},
};

/** 500 callbacks, ten at a time, until each has its answer, beside a node that does no work at all. */
export async function triggerFigures(): Promise<Figure[]> {
	const story = await openTriggers();
	try {
		const { trigger } = await story.publish(leadsForm());
		const [channel] = story.channels();
		const bodies = Array.from({ length: CALLBACKS }, (_, at) =>
			callFor(channel, { ids: [String(5725767000003000000n + BigInt(at))] }),
		);
		const bare = triggerOf(createEngine({ nodes: [bareWebhook] }), 'bareWebhook');
		await burst(bare, bodies.slice(0, AT_ONCE));
		const floor = await burst(bare, bodies);
		const ours = await burst(trigger, bodies);
		return [
			figure({
				name: 'trigger.burst.p95',
				value: percentile(ours, 0.95),
				unit: 'ms',
				against: 'a bare webhook node in the same engine',
				againstValue: percentile(floor, 0.95),
				goal: 100,
				goalOn: 'value',
				better: 'lower',
			}),
		];
	} finally {
		await story.close();
	}
}

/** How long each caller waited, ms. Every one must start the workflow. */
async function burst(trigger: TriggerNode, bodies: IDataObject[]): Promise<number[]> {
	const times: number[] = [];
	const waiting = [...bodies];
	const caller = async () => {
		for (let body = waiting.shift(); body; body = waiting.shift()) {
			const begun = performance.now();
			const { status, data, answeredAt } = await trigger.receive({ body });
			times.push(answeredAt - begun);
			if (status !== 200 || data.workflowData?.[0].length !== 1)
				throw new Error(`A callback was answered ${status} and started nothing`);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, caller));
	return times;
}

const percentile = (times: number[], part: number): number =>
	[...times].sort((a, b) => a - b)[Math.ceil(times.length * part) - 1];
