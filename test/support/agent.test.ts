import type { INodeType } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { AGENT, agent, askAgent } from './agent';
import { createEngine } from './engine';
import { taskOf } from './results';

const adviser: INodeType = {
	description: {
		displayName: 'Adviser',
		name: 'adviser',
		group: [],
		version: 1,
		description: 'Gives advice',
		defaults: { name: 'Adviser' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		usableAsTool: true,
		properties: [{ displayName: 'Topic', name: 'topic', type: 'string', default: '' }],
	},
	async execute() {
		const topic = this.getNodeParameter('topic', 0) as string;
		if (topic === 'nothing') throw new NodeOperationError(this.getNode(), 'No advice');
		const asTool = this.getNode().type.endsWith('Tool');
		const json = {
			topic,
			asTool,
			isToolExecution: this.isToolExecution(),
			input: this.getInputData(),
		};
		return [[{ json: JSON.parse(JSON.stringify(json)) }], [{ json: { second: 'output' } }]];
	},
};

const engine = createEngine({ nodes: [adviser], others: { [AGENT]: agent() } });
const step = { type: 'adviser', parameters: { topic: "={{ $fromAI('topic', '', 'string') }}" } };

describe.each(['engine', 'inline'] as const)('a node as the tool of an agent, %s way', (way) => {
	it("resolves $fromAI, and is told apart by its type's name alone", async () => {
		const { answer, run, tool } = await askAgent(engine, step, { topic: 'credits' }, way);
		expect(run.status).toBe('success');
		expect(answer).toEqual([
			expect.objectContaining({
				topic: 'credits',
				asTool: true,
				isToolExecution: way === 'inline',
			}),
		]);
		expect(taskOf(run, tool).executionStatus).toBe('success');
	});

	it('gives the agent nothing of the second output', async () => {
		const { answer } = await askAgent(engine, step, { topic: 'credits' }, way);
		expect(JSON.stringify(answer)).not.toContain('second');
	});
});

describe('the input of a tool', () => {
	it("is the agent's own item with the tool's arguments mixed in, when the engine runs it", async () => {
		const { answer } = await askAgent(engine, step, { topic: 'credits' }, 'engine');
		expect(answer).toMatchObject([
			{ input: [{ json: { topic: 'credits', toolCallId: 'call-1' } }] },
		]);
	});
});

describe('a tool that fails', () => {
	it('tells the agent and lets the execution go on, when the engine runs it', async () => {
		const { answer, run } = await askAgent(engine, step, { topic: 'nothing' }, 'engine');
		expect(run.status).toBe('success');
		expect(answer).toEqual([{ error: 'No advice' }]);
	});
});
