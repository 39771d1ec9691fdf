import type { Org, User } from './org';

/** One API request after authentication, host and version have been read off it. */
export interface SimCall {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Data centre and environment from the path: `us`, `production` when absent. */
	dataCenter: string;
	environment: 'production' | 'sandbox' | 'developer';
	/** 2, 2.1, 3 … 8 */
	version: number;
	/** Path segments after `/crm/{v}` or `/crm/bulk/{v}`, decoded: `['Leads', 'upsert']`. */
	path: string[];
	/** `bulk` for `/crm/bulk/…`, `content` for the upload host, `download` for result files. */
	tree: 'crm' | 'bulk' | 'content' | 'download';
	query: URLSearchParams;
	headers: Headers;
	/** Parsed JSON with integers above 2^53 kept as strings; undefined when there was no body. */
	body: unknown;
	raw: Uint8Array;
	org: Org;
	user: User;
	scopes: string[];
	/** The app that the token was made for: concurrency is counted per org and app. */
	clientId: string;
	now: number;
	/** Set by a fault: a write refuses these rows (0-based) with this code and takes the others. */
	partial?: { rows: number[]; code: string; message: string };
}

/** What an area answers; the meter reads `accepted` and `cost`, the adapter the rest. */
export interface SimReply {
	status: number;
	/** Sent as JSON; absent means an empty body (204, 304). */
	body?: unknown;
	bytes?: Uint8Array;
	headers?: Record<string, string>;
	/** Credits when the outcome decides them (composite with rollback); absent means the route's price. */
	cost?: number;
	/** True when Zoho took the work on (also with all records refused); false for a request refused as a whole. */
	accepted: boolean;
}

/** One documented endpoint. Areas export `Route[]`; the first whose method and path fit answers. */
export interface Route {
	method: SimCall['method'];
	tree: SimCall['tree'];
	/** `:name` matches one segment: `:module/upsert`, `settings/fields/:id`. Literal segments win over `:name`. */
	path: string;
	/** For the log, the meter and the fault matcher: `records.upsert`, `settings.fields`. */
	name: string;
	/** Scopes of which one must be granted, given the call (`['ZohoCRM.modules.ALL', 'ZohoCRM.modules.leads.CREATE', …]`). */
	scopes(call: SimCall): string[];
	/** Credits when accepted. */
	price(call: SimCall): number;
	/** Concurrency units (1, composite 5). */
	units?: number;
	/** Takes one of the ten sub-concurrency places. */
	heavy?(call: SimCall): boolean;
	handle(call: SimCall, params: Record<string, string>): Promise<SimReply> | SimReply;
}
