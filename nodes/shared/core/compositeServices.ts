import type { Found } from './compositeForm';
import type { SubRequest } from './compositeRequest';
import { placeOf, ROWS_PER_SUBREQUEST } from './compositeRequest';
import { rowsAsked } from './compositeRows';
import { serviceAt } from './services';

/**
 * What a composite does not take: services outside Zoho's list, more than one record for a write, more than 25 rows
 * for a read (https://www.zoho.com/crm/developer/docs/api/v7/composite-api.html, "supported APIs").
 * @param allowUnlisted let paths pass that our copy of the list does not know
 */
export function serviceMistake(request: SubRequest, allowUnlisted: boolean): Found | undefined {
	const { method, params, body, uri } = request;
	const segments = placeOf(uri)?.segments ?? [];
	const service = serviceAt(method, segments);
	const what = `${method} ${segments.join('/')}`;
	if (!service) {
		return allowUnlisted
			? undefined
			: notTaken(
					`${what} is not on Zoho's list of what a composite takes; the operation 'API Call' sends it by itself, and the option 'Allow Unlisted Services' sends it here all the same`,
				);
	}
	if (typeof service.inComposite === 'object')
		return notTaken(`${what} cannot go in a composite; ${service.inComposite.instead}`);
	if (method === 'DELETE' && params?.ids !== undefined && service.call !== 'notifications.write') {
		return notTaken(
			"a composite deletes by an id in the path, not by 'ids'; the node Batch Upsert deletes 100 ids for 1 credit",
		);
	}
	if (service.inComposite === 1) return recordsMistake(body);
	return rowsMistake(request, service.call) ?? fieldsMistake(request, service.call);
}

const notTaken = (reason: string): Found => ({ key: 'uri', code: 'NOT_SUPPORTED', reason });

/** One record for each write (public report R99). */
function recordsMistake(body: unknown): Found | undefined {
	const { key, count } = recordsIn(body);
	if (count <= 1) return undefined;
	return {
		key: `body.${key}`,
		code: 'LIMIT_EXCEEDED',
		reason: `it writes ${count} records, and a sub-request takes 1; the node Batch Upsert writes 100 records for 10 credits`,
	};
}

/** The list of records in a body: `data`, or what a service calls its own (`users`, `tags`, `watch` …). */
export function recordsIn(body: unknown): { key: string; count: number } {
	const lists = Object.entries((body ?? {}) as Record<string, unknown>).filter(
		([, value]) => Array.isArray(value) && value.some((each) => typeof each === 'object'),
	) as Array<[string, unknown[]]>;
	const [key, list] = lists.find(([name]) => name === 'data') ?? lists[0] ?? ['data', []];
	return { key, count: list.length };
}

function rowsMistake(request: SubRequest, call: string): Found | undefined {
	const asked = rowsAsked(request);
	if (asked === null || asked <= ROWS_PER_SUBREQUEST) return undefined;
	return {
		key: call === 'coql.query' ? 'body.select_query' : 'params.per_page',
		code: 'LIMIT_EXCEEDED',
		reason: `it asks for ${asked} rows, and a sub-request gives ${ROWS_PER_SUBREQUEST}; the node Batch Read reads more`,
	};
}

/** From v3 on a list of records must name its fields: https://www.zoho.com/crm/developer/docs/api/v8/get-records.html. */
function fieldsMistake({ params, uri }: SubRequest, call: string): Found | undefined {
	const isBare = params?.fields === undefined && params?.ids === undefined;
	if (call !== 'records.list' || !isBare || (placeOf(uri)?.version ?? 0) < 3) return undefined;
	return {
		key: 'params.fields',
		code: 'REQUIRED_PARAM_MISSING',
		reason: "a list of records must name its fields ('fields', at most 50)",
	};
}
