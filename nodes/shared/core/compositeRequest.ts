import { pieces } from './references';

/** One sub-request as it goes over the wire (https://www.zoho.com/crm/developer/docs/api/v8/composite-api.html). */
export interface SubRequest {
	sub_request_id: string;
	method: string;
	/** Path without host: `/crm/v8/Leads`. */
	uri: string;
	params?: Record<string, unknown>;
	headers?: Record<string, unknown>;
	body?: unknown;
}

/** How the sub-requests of one composite run. All or nothing runs in order, too: Zoho takes no rollback in parallel. */
export type Execution = 'inOrder' | 'parallel' | 'allOrNothing';

/** Same page, "request JSON". */
export const SUBREQUESTS_PER_COMPOSITE = 5;

/** Same page, "supported APIs": rows of a read. */
export const ROWS_PER_SUBREQUEST = 25;

/** Where a uri leads: its version and the segments below it, bulk paths with `bulk` in front. */
export interface Place {
	version: number;
	segments: string[];
}

/** Reads a uri by the pattern Zoho gives for it (same page); undefined when it does not fit. */
export function placeOf(uri: string): Place | undefined {
	const found = /^\/crm(\/[^?]*)?\/v(\d+(?:\.\d+)?)\/([^?]+)/.exec(uri);
	if (!found) return undefined;
	const [, tree = '', version, rest] = found;
	const segments = [...splitPath(tree), ...splitPath(rest)];
	return { version: Number(version), segments };
}

/** Segments of a path; slashes inside a reference do not part it. */
function splitPath(path: string): string[] {
	const segments = [''];
	for (const { text, isReference } of pieces(path)) {
		const [first, ...others] = isReference ? [text] : text.split('/');
		segments[segments.length - 1] += first;
		segments.push(...others);
	}
	return segments.filter((segment) => segment !== '');
}

/**
 * A path as people write it (`Leads/123`, `/Leads`, `/crm/v8/Leads?fields=Email`) as Zoho wants it: with version,
 * and the query among the parameters, where the documentation has it.
 */
export function wireAddress(
	path: string,
	params: Record<string, unknown> = {},
): Pick<SubRequest, 'uri' | 'params'> {
	const [bare, query] = splitQuery(path.trim());
	const uri = /^\/?crm\//.test(bare)
		? `/${bare.replace(/^\//, '')}`
		: `/crm/v8/${bare.replace(/^\/+/, '')}`;
	const all = { ...Object.fromEntries(new URLSearchParams(query)), ...params };
	return Object.keys(all).length > 0 ? { uri, params: all } : { uri };
}

function splitQuery(path: string): [path: string, query: string] {
	let before = '';
	for (const { text, isReference } of pieces(path)) {
		const at = isReference ? -1 : text.indexOf('?');
		if (at >= 0) {
			before += text.slice(0, at);
			return [before, path.slice(before.length + 1)];
		}
		before += text;
	}
	return [path, ''];
}
