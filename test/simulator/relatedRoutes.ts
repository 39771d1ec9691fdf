import { moduleScopes } from './moduleAccess';
import { delinkRelated, linkRelated } from './relatedLinks';
import { relatedRecord, relatedRecords } from './relatedRecords';
import type { Route, SimCall, SimReply } from './route';

type Handle = (call: SimCall, params: Record<string, string>) => SimReply;

const LIST = ':module/:id/:related';
const ONE = `${LIST}/:other`;

function route(
	method: 'GET' | 'PUT' | 'DELETE',
	path: string,
	name: string,
	handle: Handle,
): Route {
	const operations = {
		GET: ['READ' as const],
		PUT: ['UPDATE' as const, 'WRITE' as const],
		DELETE: ['DELETE' as const],
	};
	return {
		...{ method, tree: 'crm', path, name: `related.${name}`, handle },
		scopes: (call) => moduleScopes(call, call.path[0], operations[method]),
		price: () => 1,
	};
}

/** Records of related lists: one credit a call, the row "all other APIs" (facts §1.4). */
export const relatedRoutes: Route[] = [
	route('GET', LIST, 'list', relatedRecords),
	route('GET', ONE, 'get', relatedRecord),
	route('PUT', LIST, 'link', linkRelated),
	route('PUT', ONE, 'linkOne', linkRelated),
	route('DELETE', LIST, 'delink', delinkRelated),
	route('DELETE', ONE, 'delinkOne', delinkRelated),
];
