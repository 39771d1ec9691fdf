import type { EngineRequest, EngineResponse, IDataObject, INodeType, IRun } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { Engine } from './engine';
import type { Step } from './workflow';
import { add, chain, join, nameOf } from './workflow';

export const AGENT = 'test.agent';

/**
 * Stands in for n8n's AI Agent: asks its one tool one thing. As the agent's `way` n8n knows two:
 * - `engine`: recent agents hand a request to the engine, which runs the tool as a node of the execution;
 * - `inline`: older agents and sub-agents call the tool themselves, within their own run.
 */
export function agent(): INodeType {
	return {
		description: {
			displayName: 'Agent',
			name: 'agent',
			group: [],
			version: 1,
			description: '',
			defaults: { name: 'agent' },
			inputs: [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool, displayName: 'Tool' }],
			outputs: [NodeConnectionTypes.Main],
			properties: [
				{ displayName: 'Way', name: 'way', type: 'string', default: 'engine' },
				{ displayName: 'Tool', name: 'tool', type: 'string', default: '' },
				{ displayName: 'Input', name: 'input', type: 'json', default: '{}' },
			],
		},
		async execute(response?: EngineResponse) {
			const { way, tool, input } = this.getNode().parameters as unknown as Question;
			if (way === 'inline') {
				const [callable] = (await this.getInputConnectionData(
					NodeConnectionTypes.AiTool,
					0,
				)) as Array<{ invoke(input: IDataObject): Promise<string> }>;
				return [[{ json: { answer: await callable.invoke(input) } }]];
			}
			const answers = response?.actionResponses ?? [];
			if (answers.length === 0) return request(tool, input);
			const items = answers[0].data.data?.ai_tool?.[0] ?? [];
			return [[{ json: { answer: JSON.stringify(items.map(({ json }) => json)) } }]];
		},
	};
}

interface Question {
	way: 'engine' | 'inline';
	tool: string;
	input: IDataObject;
}

const request = (nodeName: string, input: IDataObject): EngineRequest => ({
	actions: [
		{
			actionType: 'ExecutionNodeAction',
			nodeName,
			input,
			type: NodeConnectionTypes.AiTool,
			id: 'call-1',
			metadata: {},
		},
	],
	metadata: {},
});

/**
 * Lets the agent use a node of ours once. `step.type` is the node's own type; the engine needs
 * `others: { [AGENT]: agent() }`.
 * @returns the run, and what the agent got to read: the JSON of the items of output 0
 */
export async function askAgent(
	engine: Engine,
	step: Step,
	input: IDataObject,
	way: Question['way'],
): Promise<{ run: IRun; answer: unknown; tool: string }> {
	const tool = { ...step, type: `${step.type}Tool`, name: nameOf(step) };
	const parameters = { way, tool: tool.name, input } as Step['parameters'];
	const workflow = chain([{}], { type: AGENT, name: 'Agent', parameters, credential: null });
	join(add(workflow, tool), tool.name, 0, 'Agent', 'ai_tool');
	const run = await engine.run(workflow);
	const answer = run.data.resultData.runData.Agent?.at(-1)?.data?.main?.[0]?.[0]?.json.answer;
	return { run, answer: typeof answer === 'string' ? JSON.parse(answer) : answer, tool: tool.name };
}
