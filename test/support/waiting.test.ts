import type { INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { createEngine } from './engine';
import { contextOf, jsonOf } from './results';
import { callback, timeOut } from './waiting';
import { chain } from './workflow';

/** Replaces each item by itself plus a job, then sleeps until `done` is called back. */
const sleeper: INodeType = {
	description: {
		displayName: 'Sleeper',
		name: 'sleeper',
		group: [],
		version: 1,
		description: '',
		defaults: { name: 'sleeper' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [{ name: 'default', httpMethod: 'POST', path: '', restartWebhook: true }],
		properties: [],
	},
	async execute() {
		const items = this.getInputData();
		items.forEach((item, i) => (items[i] = { ...item, json: { ...item.json, job: `j${i}` } }));
		this.getContext('node').jobs = items.length;
		await this.putExecutionToWait(new Date(Date.now() + 60_000));
		return [[]];
	},
	async webhook() {
		const { job } = this.getBodyData();
		if (job === 'boom') throw new Error('Bad answer');
		if (job === 'early') return { webhookResponse: { kept: true } };
		if (job === 'forged') {
			this.getResponseObject().status(401).json({ wrong: true });
			return { noWebhookResponse: true };
		}
		const items = this.evaluateExpression('{{ $input.all() }}') as INodeExecutionData[];
		const done = items.map(({ json }) => ({ json: { ...json, done: true } }));
		return { workflowData: [done] };
	},
};

const workflow = chain(
	[{ n: 1 }, { n: 2 }],
	{ type: 'sleeper' },
	{ type: 'n8n-nodes-base.noOp', name: 'After' },
);

async function asleep() {
	const engine = createEngine({ nodes: [sleeper] });
	return { engine, waiting: await engine.run(workflow) };
}

describe('an execution that waits', () => {
	it('says until when, and keeps the context', async () => {
		const { waiting } = await asleep();
		expect(waiting.status).toBe('waiting');
		expect(waiting.waitTill).toBeInstanceOf(Date);
		expect(contextOf(waiting, 'sleeper')).toEqual({ jobs: 2 });
		expect(waiting.data.resultData.runData.After).toBeUndefined();
	});

	it('goes on with what the callback makes of the items that lay asleep', async () => {
		const { engine, waiting } = await asleep();
		const { run } = await callback(engine, waiting, workflow, { body: { job: 'j0' } });
		expect(run?.status).toBe('success');
		expect(jsonOf(run!, 'After')).toEqual([
			{ n: 1, job: 'j0', done: true },
			{ n: 2, job: 'j1', done: true },
		]);
	});

	it('sleeps on after a callback without data, or one that the node refuses', async () => {
		const { engine, waiting } = await asleep();
		expect(await callback(engine, waiting, workflow, { body: { job: 'early' } })).toMatchObject({
			status: 200,
			body: { kept: true },
			run: null,
		});
		expect(await callback(engine, waiting, workflow, { body: { job: 'forged' } })).toMatchObject({
			status: 401,
			body: { wrong: true },
			run: null,
		});
	});

	it('passes its input on when the time is up', async () => {
		const { engine, waiting } = await asleep();
		const run = await timeOut(engine, waiting, workflow);
		expect(run.status).toBe('success');
		expect(jsonOf(run, 'After')).toEqual([
			{ n: 1, job: 'j0' },
			{ n: 2, job: 'j1' },
		]);
	});

	it('loses everything when the callback throws', async () => {
		const { engine, waiting } = await asleep();
		const { status, run } = await callback(engine, waiting, workflow, { body: { job: 'boom' } });
		expect(status).toBe(500);
		expect(jsonOf(run!, 'After')).toEqual([{}]);
	});
});
