import type { SubRequest } from './compositeRequest';
import { placeOf, ROWS_PER_SUBREQUEST } from './compositeRequest';
import { coqlLimit, withCoqlLimit } from './coqlLimit';
import { asObject } from './isObject';
import { serviceAt } from './services';

/** Reads that come in pages of `per_page`. */
const PAGED = new Set<string | undefined>([
	'records.list',
	'records.search',
	'records.deleted',
	'records.related',
	'notes.read',
	'users.list',
]);

export const serviceOf = ({ method, uri }: SubRequest) => {
	const place = placeOf(uri);
	return place && serviceAt(method, place.segments);
};

/** Whether a read gives a list, whose length is what the row limit is about: not one record by its id. */
function isList(request: SubRequest): boolean {
	const { call, path, inComposite } = serviceOf(request) ?? {};
	const isCut = inComposite === ROWS_PER_SUBREQUEST && PAGED.has(call);
	return isCut && !/:(id|related)$/.test(path ?? '');
}

/** The rows that a read asks for; null for requests that are no lists, or do not say. */
export function rowsAsked(request: SubRequest): number | null {
	if (serviceOf(request)?.call === 'coql.query') return coqlLimit(queryOf(request));
	const asked = request.params?.per_page;
	return isList(request) && asked !== undefined ? Number(asked) : null;
}

const queryOf = ({ body }: SubRequest): string => String(asObject(body)?.select_query ?? '');

/** A read of a list that does not say how many rows it wants is given the most a composite takes, lest Zoho refuse its default of 200. */
export function withRowLimit(request: SubRequest): SubRequest {
	if (serviceOf(request)?.call === 'coql.query') {
		const body = { ...asObject(request.body) };
		if (typeof body.select_query !== 'string') return request;
		return {
			...request,
			body: { ...body, select_query: withCoqlLimit(body.select_query, ROWS_PER_SUBREQUEST) },
		};
	}
	if (!isList(request) || request.params?.per_page !== undefined) return request;
	return { ...request, params: { ...request.params, per_page: ROWS_PER_SUBREQUEST } };
}

/**
 * Whether there are more rows than the 25 that a composite lets through. `info.more_records` says so; where it is
 * missing, a full answer may have been cut.
 */
export function isCut(request: SubRequest, body: unknown): boolean {
	if (rowsAsked(request) !== ROWS_PER_SUBREQUEST) return false;
	const info = asObject(asObject(body)?.info);
	if (typeof info?.more_records === 'boolean') return info.more_records;
	return Object.values(asObject(body) ?? {}).some(
		(value) => Array.isArray(value) && value.length >= ROWS_PER_SUBREQUEST,
	);
}
