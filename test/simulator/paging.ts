import { createHash } from 'node:crypto';
import { perOrg } from './org';
import type { StoredRecord } from './recordStore';
import { cursorAt, indexAfter, type Cursor, type RecordOrder } from './recordOrder';
import { zohoTime } from './recordTime';
import { refuse } from './replies';
import type { SimCall, SimReply } from './route';

const day = 24 * 60 * 60 * 1000;
const reachWithoutToken = 2000;
const reachWithToken = 100_000;

/** What a page token stands for. Opaque outside; bound to user and parameters for 24 hours. */
interface PageToken {
	userId: string;
	parameters: string;
	/** Null: the first page. */
	after: Cursor | null;
	/** Rows before this page. */
	position: number;
	expires: number;
}

const tokensOf = perOrg(() => new Map<string, PageToken>());

export interface Page {
	records: StoredRecord[];
	info: Record<string, unknown>;
}

/** `page` or `per_page`: a positive whole number, `per_page` at most 200; undefined when it is not. */
export function pageNumber(call: SimCall, name: string, otherwise: number): number | undefined {
	const given = call.query.get(name);
	if (given === null) return otherwise;
	const value = Number(given);
	const fits = /^\d+$/.test(given) && value >= 1 && (name !== 'per_page' || value <= 200);
	return fits ? value : undefined;
}

export function refusePageNumber(name: string): SimReply {
	const details = { param_name: name, expected_data_type: 'integer' };
	return refuse(400, 'INVALID_DATA', 'invalid data', {
		...details,
		...(name === 'per_page' && { maximum_length: 200 }),
	});
}

function parametersOf(call: SimCall): string {
	const kept = [...call.query].filter(([name]) => name !== 'page' && name !== 'page_token');
	return JSON.stringify([call.path, kept.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function issueToken(call: SimCall, after: Cursor | null, position: number): string {
	const token: PageToken = {
		userId: call.user.id,
		parameters: parametersOf(call),
		after,
		position,
		expires: call.now + day,
	};
	const text = createHash('sha256').update(JSON.stringify(token)).digest('hex');
	tokensOf(call.org).set(text, token);
	return text;
}

function redeemToken(call: SimCall, text: string): PageToken | SimReply {
	const token = tokensOf(call.org).get(text);
	if (!token || token.userId !== call.user.id) {
		const details = { param_name: 'page_token' };
		return refuse(400, 'INVALID_DATA', 'The token given seems to be invalid', details);
	}
	if (token.parameters !== parametersOf(call)) {
		const message =
			'The page_token given seems to be invalid or input param is added, altered, or deleted';
		return refuse(400, 'TOKEN_BOUND_DATA_MISMATCH', message, { param_name: 'page_token' });
	}
	if (call.now >= token.expires) {
		return refuse(400, 'EXPIRED_VALUE', 'The token given has expired', {
			param_name: 'page_token',
		});
	}
	if (token.position >= reachWithToken) {
		const message = 'You can only get up to first 100000 records using page_token param';
		return refuse(400, 'PAGINATION_LIMIT_EXCEEDED', message, { limit: reachWithToken });
	}
	return token;
}

function startOf(
	call: SimCall,
	list: StoredRecord[],
	order: RecordOrder,
	size: number,
): { start: number; position: number } | SimReply {
	const text = call.query.get('page_token');
	if (text !== null) {
		const token = redeemToken(call, text);
		if ('accepted' in token) return token;
		const start = token.after ? indexAfter(list, order, token.after) : 0;
		return { start, position: token.position };
	}
	const page = pageNumber(call, 'page', 1);
	if (page === undefined) return refusePageNumber('page');
	// Page tokens came with v3; the older versions page on.
	if (call.version >= 3 && page * size > reachWithoutToken) {
		const message = 'You can only get the first 2000 records without using page_token param';
		const details = { limit: reachWithoutToken };
		return refuse(400, 'DISCRETE_PAGINATION_LIMIT_EXCEEDED', message, details);
	}
	return { start: (page - 1) * size, position: (page - 1) * size };
}

/**
 * One page of an ordered list by `page`, `per_page` and `page_token` (v7 get-records page). A token goes on after the last record
 * of its page, whatever was added or deleted meanwhile.
 */
export function pageOf(call: SimCall, list: StoredRecord[], order: RecordOrder): Page | SimReply {
	const size = pageNumber(call, 'per_page', 200);
	if (size === undefined) return refusePageNumber('per_page');
	const from = startOf(call, list, order, size);
	if ('accepted' in from) return from;
	const { start, position } = from;
	const records = list.slice(start, start + size);
	const more = start + size < list.length;
	const info = {
		per_page: size,
		count: records.length,
		sort_by: order.sortBy,
		page: Math.floor(position / size) + 1,
		sort_order: order.sortOrder,
		more_records: more,
	};
	if (call.version < 3) return { records, info };
	const next = more ? cursorAt(records[records.length - 1], order) : null;
	const previousStart = Math.max(0, start - size);
	const previous = previousStart > 0 ? cursorAt(list[previousStart - 1], order) : null;
	return {
		records,
		info: {
			...info,
			next_page_token: next && issueToken(call, next, position + records.length),
			previous_page_token:
				position > 0 ? issueToken(call, previous, Math.max(0, position - size)) : null,
			page_token_expiry: next || position > 0 ? zohoTime(call.now + day, call.org.timeZone) : null,
		},
	};
}
