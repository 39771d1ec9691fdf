import type { N8nSession } from './n8nRest';

export interface DropDown {
	/** Full node type, `package.node`. */
	nodeType: string;
	version?: number;
	/** The parameter, as the form names it: `module`. */
	parameter: string;
	method: string;
	credentials: Record<string, { id: string; name: string }>;
	currentParameters?: Record<string, unknown>;
}

export interface Choice {
	name: string;
	value: unknown;
}

/** What the editor shows "From list" in a resource locator. */
export async function listSearch(session: N8nSession, ask: DropDown, filter?: string) {
	const body = { ...request(ask), filter };
	const path = '/rest/dynamic-node-parameters/resource-locator-results';
	return ((await session.call('POST', path, body)) as { results: Choice[] }).results;
}

/** What the editor shows in a drop-down that is filled by the node. */
export async function loadOptions(session: N8nSession, ask: DropDown) {
	const path = '/rest/dynamic-node-parameters/options';
	return (await session.call('POST', path, request(ask))) as Choice[];
}

function request(ask: DropDown) {
	return {
		nodeTypeAndVersion: { name: ask.nodeType, version: ask.version ?? 1 },
		path: `parameters.${ask.parameter}`,
		methodName: ask.method,
		currentNodeParameters: ask.currentParameters ?? {},
		credentials: ask.credentials,
	};
}
