import { priceOf } from './prices';
import type { Route, SimCall } from './route';

/** One path of `GET __apis`, with what may be done there. */
export interface ApiEntry {
	path: string;
	operation_types: ApiOperation[];
}

export interface ApiOperation {
	method: string;
	oauth_scope: string;
	max_credits: number;
	min_credits: number;
}

const MODULE = ':module';

/** The cheapest and the dearest call that any route has: prices grow with records, rows, a custom view, a rollback. */
const CHEAPEST = { query: '', body: { data: [{}], ids: ['1'], select_query: select(1) } };
const DEAREST = {
	query: 'cvid=1',
	body: {
		data: new Array(100).fill({}),
		ids: new Array(500).fill('1'),
		select_query: select(2000),
		rollback_on_fail: true,
	},
};

function select(limit: number): string {
	return `select id from Leads where id is not null limit ${limit}`;
}

/** Every API of the org, each module by its name and custom ones as `{{module}}`, priced by the routes themselves. */
export function apisOf(call: SimCall, routes: readonly Route[]): ApiEntry[] {
	const entries = new Map<string, ApiEntry>();
	for (const route of routes.filter(({ tree }) => tree === 'crm' || tree === 'bulk')) {
		for (const module of modulesFor(call, route)) {
			const path = pathOf(call, route, module);
			const entry = entries.get(path) ?? { path, operation_types: [] };
			entry.operation_types.push(operationOf(call, route, module));
			entries.set(path, entry);
		}
	}
	return [...entries.values()];
}

function modulesFor(call: SimCall, route: Route): string[] {
	if (!route.path.split('/').includes(MODULE)) return [''];
	const modules = [...call.org.modules.values()].map(({ schema }) => schema);
	const named = modules.filter(
		(one) => one.generatedType === 'default' && one.apiSupported && one.status === 'visible',
	);
	const custom = modules.some(({ generatedType }) => generatedType === 'custom');
	return [...named.map(({ apiName }) => apiName), ...(custom ? ['{{module}}'] : [])];
}

function pathOf({ version }: SimCall, route: Route, module: string): string {
	const parts = route.path.split('/').map((part) => {
		if (part === MODULE) return module;
		return part.startsWith(':') ? `{{${part.slice(1)}}}` : part;
	});
	return ['', 'crm', ...(route.tree === 'bulk' ? ['bulk'] : []), `v${version}`, ...parts].join('/');
}

function operationOf(call: SimCall, route: Route, module: string): ApiOperation {
	const probe = (given: typeof CHEAPEST): SimCall => ({
		...call,
		method: route.method,
		tree: route.tree,
		// Custom modules share the scope `ZohoCRM.modules.custom`.
		path: route.path.split('/').map((part) => {
			return part === MODULE ? (module.startsWith('{') ? 'custom' : module) : part;
		}),
		query: new URLSearchParams(given.query),
		body: given.body,
	});
	const prices = [CHEAPEST, DEAREST].map((given) => priceOf(route, probe(given)));
	return {
		method: route.method,
		oauth_scope: route.scopes(probe(CHEAPEST))[0] ?? '',
		max_credits: Math.max(...prices),
		min_credits: Math.min(...prices),
	};
}
