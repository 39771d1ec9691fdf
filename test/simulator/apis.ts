import { apiFilter } from './apisFilter';
import { apisOf, type ApiEntry } from './apisList';
import { isReply } from './moduleAccess';
import { answer, noContent } from './replies';
import type { Route, SimCall, SimReply } from './route';
import { granted } from './scopes';

/**
 * `GET __apis`: every API with its scope and its cheapest and dearest price, one credit
 * (https://www.zoho.com/crm/developer/docs/api/v7/list-available-rest-apis.html).
 */
export function apisRoutes(routes: () => readonly Route[]): Route[] {
	return [
		{
			method: 'GET',
			tree: 'crm',
			path: '__apis',
			name: 'apis.list',
			scopes: () => ['ZohoCRM.apis.READ'],
			price: () => 1,
			handle: (call) => listApis(call, routes()),
		},
	];
}

function listApis(call: SimCall, routes: readonly Route[]): SimReply {
	const text = call.query.get('filters');
	const filter = text === null ? (entry: ApiEntry) => entry : apiFilter(call, text);
	if (isReply(filter)) return filter;
	const entries = open(call, apisOf(call, routes)).flatMap((entry) => filter(entry) ?? []);
	return entries.length > 0 ? answer({ __apis: entries }) : noContent();
}

function open(call: SimCall, entries: ApiEntry[]): ApiEntry[] {
	if (!call.org.switches.apisListOnlyGranted) return entries;
	return entries.flatMap(({ path, operation_types }) => {
		const left = operation_types.filter(({ oauth_scope }) => granted(call.scopes, [oauth_scope]));
		return left.length > 0 ? [{ path, operation_types: left }] : [];
	});
}
