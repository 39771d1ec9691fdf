import type { Change } from '../core/watermark';
import { momentText } from '../core/watermark';
import { nextLimit } from '../core/queryPlan';
import { ROWS_PER_PAGE } from '../core/readLimits';
import type { ZohoRecord } from '../core/row';
import { coqlCall } from './coql';
import type { DeletedKind } from './readCalls';
import { changedCall, deletedCall } from './readCalls';
import type { Page } from './readPage';
import { isRefusal, readPage } from './readPage';
import type { RowsWished } from './readQuery';
import type { Session } from './session';
import { passOn } from './stop';

/** When a record was changed last, or deleted; undefined for a row that does not say. */
export function changeOf(row: ZohoRecord): Change | undefined {
	const at = Date.parse(String(row.Modified_Time ?? row.deleted_time));
	return Number.isNaN(at) ? undefined : { id: String(row.id), at };
}

/**
 * Records changed at or after a moment, oldest change first, by queries. Each page goes on behind the last record, by
 * time and id: a record that is changed meanwhile moves to the end and shifts nobody.
 * @param columns at most 50, Modified_Time among them
 * @throws ZohoStop; what was given before stays true
 */
export async function* changedByQuery(
	session: Session,
	module: string,
	columns: readonly string[],
	since: number,
	wish: RowsWished,
): AsyncGenerator<Page> {
	let where = `Modified_Time >= '${momentText(since)}'`;
	let read = 0;
	for (let calls = 0; wish.stillWanted() !== 0; calls++) {
		const expected = Math.max(0, wish.expected - read);
		const limit = nextLimit({ wanted: wish.stillWanted(), expected, calls });
		const text = `select ${columns.join(', ')} from ${module} where ${where} order by Modified_Time asc, id asc limit ${limit}`;
		const page = await readPage(session, coqlCall(text, limit, 'work', module));
		yield page;
		const last = changeOf(page.rows.at(-1) ?? {});
		if (!page.more || !last) return;
		read += page.rows.length;
		const time = momentText(last.at);
		where = `(Modified_Time > '${time}' or (Modified_Time = '${time}' and id > ${last.id}))`;
	}
}

/** Refusals after which a list begins anew at the last change read: a token lives 24 hours, and reaches 100,000 records. */
const ENDED_TOKEN = ['EXPIRED_VALUE', 'PAGINATION_LIMIT_EXCEEDED'];

/**
 * The same by Get Records, 200 a credit. Where a page token ends the list begins anew at the last change read; what
 * comes twice then is for the caller to drop.
 * @throws ZohoStop
 */
export async function* changedByList(
	session: Session,
	module: string,
	fields: readonly string[],
	since: number,
	wish: RowsWished,
): AsyncGenerator<Page> {
	const perPage = Math.min(ROWS_PER_PAGE, wish.stillWanted() ?? ROWS_PER_PAGE);
	let [from, last]: [number, number] = [since, since];
	let token: string | null = null;
	for (let more = true; more && wish.stillWanted() !== 0; ) {
		try {
			const page: Page = await readPage(session, changedCall(module, fields, from, perPage, token));
			yield page;
			last = Math.max(last, ...page.rows.map((row) => changeOf(row)?.at ?? last));
			token = page.nextToken;
			more = page.more && token !== null;
		} catch (error) {
			const ended = ENDED_TOKEN.some((code) => isRefusal(error, code));
			if (token === null || !ended || last === from) throw passOn(error);
			[from, token] = [last, null];
		}
	}
}

/**
 * Records deleted at or after a moment, newest first, 2 credits for 200.
 * @throws ZohoStop
 */
export async function* deletedPages(
	session: Session,
	module: string,
	kind: DeletedKind,
	since: number,
): AsyncGenerator<Page> {
	for (let [page, more] = [1, true]; more; page++) {
		const answer = await readPage(session, deletedCall(module, kind, since, page, ROWS_PER_PAGE));
		yield answer;
		({ more } = answer);
	}
}
