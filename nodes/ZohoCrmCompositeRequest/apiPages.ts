import type { ZohoCall, ZohoReply } from '../shared/zoho/call';
import { asObject, textOf } from '../shared/zoho/readBody';
import { send } from '../shared/zoho/send';
import type { Session } from '../shared/zoho/session';
import { passOn, ZohoStop } from '../shared/zoho/stop';
import { failureIn, rowJson, rowsIn } from './apiAnswer';
import type { ApiOutcome } from './apiResult';
import { failed } from './apiResult';
import type { ApiRequest } from './readApiCall';

/** Rows reachable by page number: https://www.zoho.com/crm/developer/docs/api/v8/get-records.html. */
const REACH_BY_PAGE = 2000;
const MOST_PER_PAGE = 200;

type Paging = NonNullable<ApiRequest['paging']>;

/**
 * Follows the pages of a list up to a limit; the page that satisfies it is the last. What was read before a failure
 * is kept.
 * @param charged is told the credits of each call
 * @returns the rows, and why the run must end when it must
 */
export async function readPages(
	session: Session,
	request: ApiRequest,
	charged: (credits: number) => void,
): Promise<{ outcome: ApiOutcome; stop?: ZohoStop }> {
	const paging = request.paging as Paging;
	const rows: unknown[] = [];
	let query: Record<string, string> | undefined = firstQuery(request.call, paging);
	while (query) {
		try {
			const answer = await send(session, { ...request.call, query });
			charged(answer.charges.reduce((sum, cost) => sum + cost, 0));
			const failure = failureIn(request, answer);
			if (failure) return { outcome: failed(failure, entries(rows), true) };
			if (answer.kind === 'lost') break;
			rows.push(...rowsIn(answer.reply.body));
			query = nextQuery(answer.reply, query, paging, rows.length);
		} catch (error) {
			if (!(error instanceof ZohoStop)) throw passOn(error);
			return { outcome: { outcome: 'notSent', entries: entries(rows) }, stop: error };
		}
	}
	const wanted = paging.most === null ? rows : rows.slice(0, paging.most);
	return { outcome: { outcome: 'done', entries: entries(wanted), mayResend: true } };
}

const entries = (rows: readonly unknown[]): ApiOutcome['entries'] =>
	rows.map((row) => ({ json: rowJson(row) }));

const firstQuery = ({ query = {} }: ZohoCall, { most }: Paging): Record<string, string> => ({
	per_page: String(Math.min(MOST_PER_PAGE, most ?? MOST_PER_PAGE)),
	...query,
});

/** The query of the next page; undefined when there is none, or enough was read. */
function nextQuery(
	{ body }: ZohoReply,
	query: Record<string, string>,
	{ by, most }: Paging,
	read: number,
): Record<string, string> | undefined {
	const info = asObject(asObject(body)?.info);
	if (info?.more_records !== true || (most !== null && read >= most)) return undefined;
	const { page = '1', page_token: usedToken, ...rest } = query;
	const token = textOf(info, 'next_page_token');
	const isFar = Number(page) * Number(query.per_page) >= REACH_BY_PAGE;
	if (token !== undefined && (by === 'token' || usedToken !== undefined || isFar))
		return { ...rest, page_token: token };
	return usedToken === undefined ? { ...rest, page: String(Number(page) + 1) } : undefined;
}
