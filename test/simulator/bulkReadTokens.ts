import { createHash } from 'node:crypto';
import type { ReadQuery } from './bulkReadQuery';
import { BulkRefusal } from './bulkRefusal';
import { perOrg, type Org } from './org';
import type { SimCall } from './route';

const DAY = 86_400_000;

interface ReadToken {
	userId: string;
	query: ReadQuery;
	expires: number;
}

const tokensOf = perOrg(() => new Map<string, ReadToken>());

/** `next_page_token`: goes on after the row `after`, for this user, for 24 hours. */
export function newReadToken(
	org: Org,
	userId: string,
	{ query, after, now }: { query: ReadQuery; after: string; now: number },
): string {
	const text = createHash('sha256').update(`${userId} ${org.newId()}`).digest('hex');
	const next = { ...query, after, page: query.page + 1 };
	tokensOf(org).set(text, { userId, query: next, expires: now + DAY });
	return text;
}

/** The query that a token goes on with. It stands alone in its request. @throws BulkRefusal */
export function redeemReadToken(call: SimCall, query: Record<string, unknown>): ReadQuery {
	if (call.org.switches.bulkReadNextPage === 'page') {
		throw new BulkRefusal('PAGE_NOT_SUPPORTED', 'page_token is not supported, use page');
	}
	const others = Object.keys(query).filter((key) => key !== 'page_token');
	if (others.length > 0) {
		const details = { not_allowed_with: 'page_token', keys: others };
		throw new BulkRefusal('QUERY_NOT_SUPPORTED', 'page_token stands alone in a query', details);
	}
	const token = tokensOf(call.org).get(String(query.page_token));
	if (!token || token.userId !== call.user.id || token.expires <= call.now) {
		const message = 'The token given seems to be invalid';
		throw new BulkRefusal('INVALID_REQUEST', message, { api_name: 'page_token' });
	}
	return token.query;
}
