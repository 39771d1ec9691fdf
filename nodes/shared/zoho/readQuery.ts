import type { CoqlQuery } from '../core/coqlQuery';
import { pageText } from '../core/coqlQuery';
import { nextLimit } from '../core/queryPlan';
import { QUERY_REACH } from '../core/readLimits';
import { coqlCall } from './coql';
import type { Page } from './readPage';
import { isRefusal, readPage } from './readPage';
import type { Session } from './session';
import { passOn } from './stop';

export interface RowsWished {
	/** How many more rows are wanted at most, asked before each page; null: all. */
	stillWanted(): number | null;
	/** How many rows a person expects in all; 0 when nobody said. */
	expected: number;
}

/** Where the next page begins. */
interface Place {
	read: number;
	calls: number;
	offset: number;
	/** Pages go on behind this id, from offset 0. */
	after: string | undefined;
	/** Where offsets end. */
	reach: number;
	lastId: string | undefined;
}

/**
 * The rows of a query, page by page: by its own LIMIT in one query, else by offset with the LIMITs that cost least, and
 * past the reach of offsets behind the last id.
 * @throws ZohoStop; what was given before stays true
 */
export async function* queryPages(
	session: Session,
	query: CoqlQuery,
	wish: RowsWished,
): AsyncGenerator<Page> {
	const { limit, offset } = query;
	if (limit !== null) {
		yield await ask(session, query, limit, { offset, after: undefined });
		return;
	}
	const place: Place = {
		read: 0,
		calls: 0,
		offset,
		after: undefined,
		reach: QUERY_REACH,
		lastId: undefined,
	};
	for (let more = true; more && wish.stillWanted() !== 0; ) {
		if (place.offset >= place.reach && !goBehindLastId(session, query, place)) return;
		const page = await nextPage(session, query, wish, place);
		yield page;
		({ more } = page);
	}
}

async function nextPage(
	session: Session,
	query: CoqlQuery,
	wish: RowsWished,
	place: Place,
): Promise<Page> {
	const wanted = wish.stillWanted();
	const expected = Math.max(0, wish.expected - place.read);
	const limit = Math.min(
		nextLimit({ wanted, expected, calls: place.calls }),
		place.reach - place.offset,
	);
	try {
		const page = await ask(session, query, limit, place);
		place.read += page.rows.length;
		place.calls += 1;
		place.offset += limit;
		const lastId = page.rows.at(-1)?.id;
		if (typeof lastId === 'string') place.lastId = lastId;
		return page;
	} catch (error) {
		// Zoho's own pages disagree on the reach: 100,000 rows, or 10,000.
		if (place.offset === 0 || !isRefusal(error, 'LIMIT_EXCEEDED') || query.byId === null)
			throw passOn(error);
		place.reach = place.offset;
		if (!goBehindLastId(session, query, place)) throw passOn(error);
		return await nextPage(session, query, wish, place);
	}
}

/** False, and a notice, where rows cannot be told by their id. */
function goBehindLastId(session: Session, query: CoqlQuery, place: Place): boolean {
	if (query.byId !== null && place.lastId !== undefined) {
		place.after = place.lastId;
		place.offset = 0;
		return true;
	}
	session.notices.push(
		`Zoho gives the first ${QUERY_REACH.toLocaleString('en')} rows of a query; there are more. Sort by id, or by ` +
			'nothing, to get them all.',
	);
	return false;
}

const ask = async (
	session: Session,
	query: CoqlQuery,
	limit: number,
	{ offset, after }: Pick<Place, 'offset' | 'after'>,
): Promise<Page> =>
	await readPage(
		session,
		coqlCall(pageText(query, limit, offset, after), limit, 'work', query.module.split('#')[0]),
	);
