import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { createEngine } from './engine';
import { contextOf, errorOf, hintsOf, jsonOf, taskOf } from './results';
import { add, chain, join } from './workflow';

/** A node that does what the test says. */
function made(
	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>,
	outputs = 1,
): INodeType {
	return {
		description: {
			displayName: 'Made',
			name: 'made',
			group: [],
			version: 1,
			description: '',
			defaults: { name: 'made' },
			inputs: [NodeConnectionTypes.Main],
			outputs: Array(outputs).fill(NodeConnectionTypes.Main),
			properties: [{ displayName: 'Text', name: 'text', type: 'string', default: 'none' }],
		},
		execute,
	};
}

const boom = (ctx: IExecuteFunctions) => new NodeOperationError(ctx.getNode(), 'It broke');
const input: IDataObject[] = [{ n: 1 }, { n: 2 }, { n: 3 }];

describe('a workflow in the engine', () => {
	it('gives the items to the node, with expressions resolved by item and defaults filled in', async () => {
		const node = made(async function () {
			const texts = this.getInputData().map((_, i) => this.getNodeParameter('text', i));
			return [texts.map((text, item) => ({ json: { text }, pairedItem: { item } }))];
		});
		const engine = createEngine({ nodes: [node] });
		const spoken = chain(input, { type: 'made', parameters: { text: '=no. {{ $json.n }}' } });
		expect(jsonOf(await engine.run(spoken), 'made').map(({ text }) => text)).toEqual([
			'no. 1',
			'no. 2',
			'no. 3',
		]);
		const silent = chain([{}], { type: 'made' });
		expect(jsonOf(await engine.run(silent), 'made')).toEqual([{ text: 'none' }]);
	});

	it('hands each output to what is wired to it, and pairs resolve downstream', async () => {
		const node = made(async function () {
			const pairs = this.getInputData().map(({ json }, item) => ({ json, pairedItem: { item } }));
			return [pairs.filter(({ json }) => json.n !== 2), pairs.filter(({ json }) => json.n === 2)];
		}, 2);
		const engine = createEngine({ nodes: [node] });
		const workflow = chain(input, { type: 'made' }, { type: 'n8n-nodes-base.noOp', name: 'Good' });
		join(add(workflow, { type: 'n8n-nodes-base.noOp', name: 'Bad' }), 'made', 1, 'Bad');
		const run = await engine.run(workflow);
		expect(run.status).toBe('success');
		expect(jsonOf(run, 'Good')).toEqual([{ n: 1 }, { n: 3 }]);
		expect(jsonOf(run, 'Bad')).toEqual([{ n: 2 }]);
		expect(jsonOf(run, 'made', 1)).toEqual([{ n: 2 }]);
	});

	it('keeps the hints of a run', async () => {
		const node = made(async function () {
			this.addExecutionHints({ message: '3 credits', type: 'info', location: 'outputPane' });
			return [this.getInputData()];
		});
		const run = await createEngine({ nodes: [node] }).run(chain(input, { type: 'made' }));
		expect(hintsOf(run, 'made').map(({ message }) => message)).toEqual(['3 credits']);
	});

	it('gives only the first item to a node that executes once', async () => {
		const node = made(async function () {
			return [this.getInputData()];
		});
		const once = chain(input, { type: 'made', settings: { executeOnce: true } });
		expect(jsonOf(await createEngine({ nodes: [node] }).run(once), 'made')).toEqual([{ n: 1 }]);
	});
});

describe('a node that fails', () => {
	const failing = made(async function () {
		throw boom(this);
	}, 2);

	it('stops the execution by default', async () => {
		const workflow = chain(input, { type: 'made' }, { type: 'n8n-nodes-base.noOp', name: 'After' });
		const run = await createEngine({ nodes: [failing] }).run(workflow);
		expect(run.status).toBe('error');
		expect(errorOf(run)?.message).toBe('It broke');
		expect(run.data.resultData.runData.After).toBeUndefined();
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'passes its input on with On Error set to %s',
		async (onError) => {
			const after = { type: 'n8n-nodes-base.noOp', name: 'After' };
			const workflow = chain(input, { type: 'made', settings: { onError } }, after);
			const run = await createEngine({ nodes: [failing] }).run(workflow);
			expect(run.status).toBe('success');
			expect(errorOf(run, 'made')?.message).toBe('It broke');
			expect(jsonOf(run, 'After')).toEqual(input);
		},
	);

	it('leaves an execution whose last node it was as failed, whatever On Error says', async () => {
		const settings = { onError: 'continueRegularOutput' as const };
		const run = await createEngine({ nodes: [failing] }).run(
			chain(input, { type: 'made', settings }),
		);
		expect(run.status).toBe('error');
		expect(jsonOf(run, 'made')).toEqual(input);
	});

	it('is run again with Retry On Fail, and remembers in its context what it did before', async () => {
		const node = made(async function () {
			const context = this.getContext('node');
			context.tries = Number(context.tries ?? 0) + 1;
			if (Number(context.tries) < 3) throw boom(this);
			return [[{ json: { tries: context.tries } }]];
		});
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const run = await createEngine({ nodes: [node] }).run(chain(input, { type: 'made', settings }));
		expect(jsonOf(run, 'made')).toEqual([{ tries: 3 }]);
		expect(contextOf(run, 'made')).toEqual({ tries: 3 });
	});
});

describe('a retried execution', () => {
	it('goes on at the failed node with its input and context, under a new id and in mode retry', async () => {
		const ids: Array<string | undefined> = [];
		let before = 0;
		const first = made(async function () {
			before++;
			return [this.getInputData()];
		});
		const second = made(async function () {
			ids.push(this.getExecutionId());
			const context = this.getContext('node');
			const run = this.evaluateExpression('{{ $runIndex }}', 0);
			if (!context.started) {
				context.started = true;
				throw boom(this);
			}
			return [[{ json: { mode: this.getMode(), run, items: this.getInputData().length } }]];
		});
		second.description.name = 'second';
		const engine = createEngine({ nodes: [first, second] });
		const workflow = chain(input, { type: 'made' }, { type: 'second' });
		const failed = await engine.run(workflow);
		expect(failed.status).toBe('error');

		const retried = await engine.retry(failed, workflow);

		expect(retried.status).toBe('success');
		expect(jsonOf(retried, 'second')).toEqual([{ mode: 'retry', run: 0, items: 3 }]);
		expect(before).toBe(1);
		expect(new Set(ids).size).toBe(2);
		expect(failed.status).toBe('error');
	});
});

describe('the Stop button', () => {
	it('aborts the cancel signal of the node that runs and ends the execution as cancelled', async () => {
		let stopped = false;
		const node = made(async function () {
			const signal = this.getExecutionCancelSignal()!;
			await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
			stopped = true;
			return [[]];
		});
		const running = createEngine({ nodes: [node] }).start(chain(input, { type: 'made' }));
		await new Promise((soon) => setTimeout(soon, 50));
		running.stop();
		const run = await running.finished;
		expect(run.status).toBe('canceled');
		expect(stopped).toBe(true);
		expect(taskOf(run, 'made')).toBeDefined();
	});
});
