import { ROWS_PER_PAGE, SEARCH_REACH } from '../core/readLimits';
import { searchCall } from './readCalls';
import type { Page } from './readPage';
import { readPage } from './readPage';
import type { RowsWished } from './readQuery';
import type { Session } from './session';

/**
 * The records of a search, newest id first, up to the 2,000 that a search reaches.
 * @param by `criteria`, `email`, `phone` or `word`, and `fields` where not all are wanted
 * @throws ZohoStop
 */
export async function* searchPages(
	session: Session,
	module: string,
	by: Record<string, string>,
	wish: Pick<RowsWished, 'stillWanted'>,
): AsyncGenerator<Page> {
	const perPage = Math.min(ROWS_PER_PAGE, wish.stillWanted() ?? ROWS_PER_PAGE);
	for (let page = 1; wish.stillWanted() !== 0; page++) {
		const answer = await readPage(session, searchCall(module, by, page, perPage));
		yield answer;
		if (!answer.more) return;
		if ((page + 1) * perPage > SEARCH_REACH) {
			if (wish.stillWanted() === 0) return;
			session.notices.push(
				'A search ends after 2,000 records, and there are more: narrow it, or use the operation Query.',
			);
			return;
		}
	}
}
