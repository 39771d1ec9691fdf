import { momentText } from '../core/watermark';
import type { ZohoCall } from './call';
import { API_VERSION } from './call';

const getCall = (
	module: string,
	name: ZohoCall['name'],
	below: string,
	query: Record<string, string>,
): ZohoCall => ({
	name,
	size: 1,
	method: 'GET',
	path: `crm/${API_VERSION}/${encodeURIComponent(module)}${below}`,
	query,
	repeat: 'safe',
	units: 1,
	heavy: false,
	purpose: 'work',
	scope: `ZohoCRM.modules.${module.toLowerCase()}.READ`,
	module,
});

/** Up to 100 records by id (api/v8/get-records.html); what is not there is left out without a word. */
export const byIdsCall = (
	module: string,
	ids: readonly string[],
	fields: readonly string[],
): ZohoCall =>
	getCall(module, 'records.list', '', { ids: ids.join(','), fields: fields.join(',') });

/** One page of a search (api/v8/search-records.html): `by` is criteria, email, phone or word. */
export function searchCall(
	module: string,
	by: Record<string, string>,
	page: number,
	perPage: number,
): ZohoCall {
	const query = { ...by, page: String(page), per_page: String(perPage) };
	const call = getCall(module, 'records.search', '/search', query);
	return { ...call, scope: 'ZohoSearch.securesearch.READ' };
}

/** `If-Modified-Since` gives what is newer; a second less makes sure of the second itself. */
const newerThan = (since: number): Record<string, string> => ({
	'If-Modified-Since': momentText(since - 1000),
});

/**
 * One page of the records changed since a moment, oldest change first (api/v8/get-records.html). From the second page
 * on by `page_token`, which goes on behind the last record whatever happens meanwhile, and past 2,000 records.
 */
export function changedCall(
	module: string,
	fields: readonly string[],
	since: number,
	perPage: number,
	token: string | null,
): ZohoCall {
	const query: Record<string, string> = {
		fields: fields.join(','),
		sort_by: 'Modified_Time',
		sort_order: 'asc',
		per_page: String(perPage),
		...(token === null ? {} : { page_token: token }),
	};
	const call = getCall(module, 'records.list', '', query);
	return { ...call, headers: newerThan(since), heavy: true };
}

export type DeletedKind = 'all' | 'recycle' | 'permanent';

/** One page of deleted records, newest first (api/v8/get-deleted-records.html). */
export function deletedCall(
	module: string,
	kind: DeletedKind,
	since: number,
	page: number,
	perPage: number,
): ZohoCall {
	const query = { type: kind, page: String(page), per_page: String(perPage) };
	const call = getCall(module, 'records.deleted', '/deleted', query);
	return { ...call, headers: newerThan(since) };
}
