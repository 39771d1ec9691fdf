import type {
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
	ResourceMapperFields,
} from 'n8n-workflow';
import { LoadOptionsContext } from 'n8n-core';
import type { Engine } from './engine';
import { chain, nameOf } from './workflow';

/** What the editor asks of a node while its form is open. `parameters` is the form as filled in so far. */
export function editorOf(engine: Engine, type: string, parameters: INodeParameters = {}) {
	const step = { type, parameters };
	const workflow = chain([], step);
	const node = engine.open(workflow).getNode(nameOf(step))!;
	const { methods } = engine.nodeTypes.getByNameAndVersion(node.type) as INodeType;
	const context = (path: string) =>
		new LoadOptionsContext(
			engine.open(workflow),
			node,
			{ ...engine.additional(workflow, 'internal', ''), currentNodeParameters: node.parameters },
			path,
		);
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
