import { columnPaths } from '../shared/core/exportMark';
import type { StartedJob } from '../shared/core/bulkJob';
import { PAGES_PER_EXPORT } from '../shared/core/exportPlan';
import { creditsFor } from '../shared/core/prices';
import { createReadJob } from '../shared/zoho/bulkRead';
import { isRefusal } from '../shared/zoho/readPage';
import type { Session } from '../shared/zoho/session';
import { spentBy } from '../shared/zoho/session';
import { ZohoStop, passOn } from '../shared/zoho/stop';
import { overRunCap } from '../shared/zoho/wordings';
import type { ExportPlan } from './exportPlanning';

/**
 * Creates the jobs of an export, one for each page that is known to be needed, back to back. Where Zoho takes no page
 * by its number, or not all of them came about, the rest is created when the ones before have ended (`exportPages.ts`).
 * @param urlOf the callback address for the n-th of these jobs
 * @throws ZohoStop when not even the first one was created
 */
export async function createPages(
	session: Session,
	{ wish, columns, choice }: ExportPlan,
	urlOf: (page: number) => string | undefined,
): Promise<StartedJob[]> {
	checkBudget(session, choice.pages);
	const { module, criteria, viewId } = wish;
	const jobs: StartedJob[] = [];
	const pages = Math.min(choice.pages, PAGES_PER_EXPORT);
	for (let page = 1; page <= pages; page++) {
		const query = { module, fields: columnPaths(columns), criteria, viewId, page };
		try {
			jobs.push(await createReadJob(session, query, urlOf(page - 1)));
		} catch (error) {
			if (!(error instanceof ZohoStop) || jobs.length === 0) throw passOn(error);
			if (!isRefusal(error, 'PAGE_NOT_SUPPORTED')) {
				session.notices.push(`Page ${page} of ${pages} is still to be created: ${error.message}.`);
			}
			break;
		}
	}
	return jobs;
}

/** An export of which a part fits the budget is of no use to anybody: nothing is spent on it. */
function checkBudget(session: Session, pages: number): void {
	const price = pages * creditsFor('bulkRead.create', 1, session.prices).credits;
	const spent = spentBy(session);
	if (session.runCap !== null && spent + price > session.runCap) {
		throw overRunCap(session.runCap, price, spent);
	}
}
