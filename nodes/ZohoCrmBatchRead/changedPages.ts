import { secondOf } from '../shared/core/watermark';
import { changedByList, changedByQuery } from '../shared/zoho/readChanges';
import { fillUp } from '../shared/zoho/readIds';
import type { Page } from '../shared/zoho/readPage';
import type { RowsWished } from '../shared/zoho/readQuery';
import type { Session } from '../shared/zoho/session';
import { ZohoStop, passOn } from '../shared/zoho/stop';
import type { FieldChoice } from './chooseFields';
import { chooseFields } from './chooseFields';
import { noticeAbsent } from './getByIds';
import type { Question } from './questions';
import type { Options } from './readParameters';

type Changed = Extract<Question, { kind: 'changed' }>;

/**
 * Pages of changed records. Queries cost no more than Get Records for up to 200 rows and beyond 400, and a credit more
 * in between, where nobody can know; so they are the way unless a person chooses, or the login may not query.
 */
export async function* changedPages(
	session: Session,
	question: Changed,
	wish: RowsWished,
	options: Options,
): AsyncGenerator<Page> {
	const { module, fields } = question;
	const since = secondOf(question.since);
	const choice = await chooseFields(session, module, fields, ['Modified_Time'], options);
	const byQuery = () => changedByQuery(session, module, choice.first, since, wish);
	const byList = () => changedByList(session, module, choice.first, since, wish);
	const pages =
		options.route === 'list'
			? byList()
			: options.route === 'query'
				? byQuery()
				: orElse(session, byQuery(), byList, fields.length === 0);
	for await (const page of pages) {
		noticeAbsent(session, module, choice.first, page.rows);
		yield await filled(session, module, page, choice);
	}
}

/**
 * The second way from the start, when the login lacks the scope for the first, or Zoho refuses its first query because
 * of fields that nobody chose.
 */
async function* orElse(
	session: Session,
	first: AsyncGenerator<Page>,
	second: () => AsyncGenerator<Page>,
	anyFields: boolean,
): AsyncGenerator<Page> {
	let begun = false;
	try {
		for await (const page of first) {
			begun = true;
			yield page;
		}
	} catch (error) {
		const instead =
			error instanceof ZohoStop &&
			(error.reason === 'scope' || (anyFields && error.reason === 'refused'));
		if (begun || !instead) throw passOn(error);
		session.notices.push(`Read by Get Records, since a query was not possible: ${error.message}.`);
		yield* second();
	}
}

async function filled(
	session: Session,
	module: string,
	page: Page,
	{ more }: FieldChoice,
): Promise<Page> {
	const { records, cost } = await fillUp(session, module, page.rows, more);
	return { ...page, rows: records, cost: page.cost + cost };
}
