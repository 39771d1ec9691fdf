import type {
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
	ResourceMapperFields,
} from 'n8n-workflow';
import { LoadOptionsContext } from 'n8n-core';
import type { Engine } from './engine';
import type { TestWorkflow } from './workflow';
import { chain } from './workflow';

const ALONE = 'Temp-Node';

/**
 * What the editor asks of a node while its form is open. n8n answers outside of the workflow, with the node alone and
 * the form as the browser sent it (packages/cli/src/services/dynamic-node-parameters.service.ts).
 * @param parameters the form as filled in so far
 */
export function editorOf(engine: Engine, type: string, parameters: INodeParameters = {}) {
	const around = chain([], { type, name: ALONE, parameters });
	const nodes = around.nodes.filter(({ name }) => name === ALONE);
	const workflow: TestWorkflow = { ...around, id: '', nodes, connections: {}, pinData: {} };
	const { methods } = engine.nodeTypes.getByNameAndVersion(nodes[0].type) as INodeType;
	const context = (path: string) => {
		const opened = engine.open(workflow);
		const additional = engine.additional(workflow, 'internal', '');
		const node = opened.getNode(ALONE)!;
		const inForm = { ...additional, currentNodeParameters: parameters };
		return new LoadOptionsContext(opened, node, inForm, path);
	};
	const found = <T>(method: T | undefined, name: string): T => {
		if (!method) throw new Error(`${type} has no editor method '${name}'`);
		return method;
	};
	return {
		options: async (name: string, path = 'parameters.field'): Promise<INodePropertyOptions[]> =>
			await found(methods?.loadOptions?.[name], name).call(context(path)),
		search: async (
			name: string,
			filter?: string,
			page?: string,
			path = 'parameters.field',
		): Promise<INodeListSearchResult> =>
			await found(methods?.listSearch?.[name], name).call(context(path), filter, page),
		mapping: async (name: string, path = 'parameters.field'): Promise<ResourceMapperFields> =>
			await found(methods?.resourceMapping?.[name], name).call(context(path)),
	};
}
