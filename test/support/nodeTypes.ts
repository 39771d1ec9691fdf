import type { INodeType, INodeTypeDescription, INodeTypes } from 'n8n-workflow';
import { deepCopy, NodeConnectionTypes } from 'n8n-workflow';

export const PACKAGE = 'n8n-nodes-zoho-crm-credits';

/** As a workflow names a type: ours may be given by their short name. */
export const fullType = (type: string) => (type.includes('.') ? type : `${PACKAGE}.${type}`);

function passThrough(name: string, inputs: INodeTypeDescription['inputs']): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: [],
			version: 1,
			description: '',
			defaults: { name },
			inputs,
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute() {
			return [this.getInputData()];
		},
	};
}

/** The second type n8n makes of a node that may be used as a tool: packages/cli/src/tool-generation/ai-tools.ts. */
function toolVariant(node: INodeType): INodeType {
	const description: INodeTypeDescription = {
		...deepCopy(node.description),
		name: `${node.description.name}Tool`,
		displayName: `${node.description.displayName} Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
		properties: [
			{
				displayName: 'Description',
				name: 'toolDescription',
				type: 'string',
				default: node.description.description,
			},
			...deepCopy(node.description.properties),
		],
	};
	delete description.usableAsTool;
	return Object.create(node, { description: { value: description } });
}

/** Ours under the package's name, their tool variants, and the two n8n nodes that workflows of the tests need. */
export function nodeTypesOf(
	nodes: INodeType[],
	others: Record<string, INodeType> = {},
): INodeTypes {
	const known: Record<string, INodeType> = {
		'n8n-nodes-base.manualTrigger': passThrough('manualTrigger', []),
		'n8n-nodes-base.noOp': passThrough('noOp', [NodeConnectionTypes.Main]),
		...others,
	};
	for (const node of nodes) {
		known[fullType(node.description.name)] = node;
		if (node.description.usableAsTool) {
			known[fullType(`${node.description.name}Tool`)] = toolVariant(node);
		}
	}
	return {
		getByName: (type) => known[type],
		getByNameAndVersion: (type) => known[type],
		getKnownTypes: () => ({}),
	};
}
