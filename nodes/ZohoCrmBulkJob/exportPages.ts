import type { JobMark, JobStatus } from '../shared/core/bulkJob';
import { jobsOf } from '../shared/core/bulkJob';
import type { ExportMark } from '../shared/core/exportMark';
import { columnPaths } from '../shared/core/exportMark';
import { statusOf } from '../shared/zoho/bulkJobs';
import type { ReadPageQuery } from '../shared/zoho/bulkRead';
import { createReadJob } from '../shared/zoho/bulkRead';
import type { PageResult } from '../shared/zoho/bulkReadResult';
import { resultOf } from '../shared/zoho/bulkReadResult';
import { backOff, pause } from '../shared/zoho/pause';
import type { Session } from '../shared/zoho/session';
import { afterwards } from '../shared/zoho/spending';
import { passOn, ZohoStop } from '../shared/zoho/stop';

/** How far the pages of an export are. */
export type PagesEnd =
	| { kind: 'completed'; ids: string[]; results: PageResult[]; more: boolean }
	| { kind: 'still running'; ids: string[] }
	| { kind: 'failed'; ids: string[]; id: string; status: JobStatus }
	| { kind: 'stopped'; ids: string[]; stop: ZohoStop };

/** As long as Zoho keeps a result. */
const REMEMBER_MS = 24 * 60 * 60 * 1000;

const POLL = { base: 5_000, most: 60_000, tries: 12 } as const;

/**
 * The pages of an export in their order. Pages that are known are looked at; a further one is created where the last
 * has more records and fewer than were counted have come, as when Zoho gives the next page by a token of the one
 * before. Those are asked for until they have ended, a few minutes each.
 * @param statuses what is known already, by job id; added to
 * @returns `ids` of all pages, those created here among them, whatever became of them
 */
export async function pagesOf(
	session: Session,
	mark: JobMark,
	exported: ExportMark | undefined,
	statuses: Map<string, JobStatus>,
): Promise<PagesEnd> {
	const pages: Pages = { mark, exported, ids: jobsOf(mark) };
	try {
		pages.ids = await knownPages(session, pages.ids);
		return await follow(session, pages, statuses);
	} catch (error) {
		if (!(error instanceof ZohoStop)) throw passOn(error);
		return { kind: 'stopped', ids: pages.ids, stop: error };
	}
}

interface Pages {
	mark: JobMark;
	exported: ExportMark | undefined;
	/** Added to. */
	ids: string[];
}

async function follow(
	session: Session,
	{ mark, exported, ids }: Pages,
	statuses: Map<string, JobStatus>,
): Promise<Exclude<PagesEnd, { kind: 'stopped' }>> {
	const results: PageResult[] = [];
	for (let at = 0; at < ids.length; at++) {
		const id = ids[at];
		const isOurs = jobsOf(mark).includes(id);
		const known = isOurs ? statuses.get(id) : undefined;
		const status = known ?? (await endOf(session, id, statuses, isOurs ? 1 : POLL.tries));
		if (status.stage === 'still running') return { kind: 'still running', ids };
		if (status.stage === 'failed') return { kind: 'failed', ids, id, status };
		results.push(await resultOf(session, id, status));
		if (at === ids.length - 1 && exported && isShort(results, exported.counted)) {
			const next = nextPage(exported, results[at], ids.length + 1);
			ids.push((await createReadJob(session, next)).id);
			// The job is there, whatever becomes of the shared state.
			await afterwards(session.state.put(keyOf(session, ids[0]), ids, REMEMBER_MS));
		}
	}
	return { kind: 'completed', ids, results, more: results.at(-1)?.more ?? false };
}

const keyOf = (session: Session, first: string): string => `bulkReadPages:${session.org}:${first}`;

/** Pages that an earlier look has created, after those that the item knows. */
async function knownPages(session: Session, own: string[]): Promise<string[]> {
	const kept = await session.state.get(keyOf(session, own[0] ?? ''));
	return Array.isArray(kept) && kept.length > own.length ? kept.map(String) : [...own];
}

async function endOf(
	session: Session,
	id: string,
	statuses: Map<string, JobStatus>,
	tries: number,
): Promise<JobStatus> {
	let status = statuses.get(id);
	for (let attempt = 0; attempt < tries; attempt++) {
		if (status && status.stage !== 'still running') break;
		if (attempt > 0 || tries > 1) await pause(session, backOff(attempt, POLL.base, POLL.most));
		status = await statusOf(session, 'export', id);
	}
	if (!status) throw new ZohoStop('unreachable', `The job ${id} was not asked for`, 'Try again.');
	statuses.set(id, status);
	return status;
}

/** What came after the count was taken is not part of the export. */
function isShort(results: readonly PageResult[], counted: number | null): boolean {
	if (results.at(-1)?.more !== true) return false;
	const rows = results.reduce((sum, { count }) => sum + (count ?? 0), 0);
	return counted === null || rows < counted;
}

function nextPage(
	{ module, columns, criteria, viewId }: ExportMark,
	{ nextToken }: PageResult,
	page: number,
): ReadPageQuery {
	if (nextToken !== null) return { module, after: nextToken };
	return { module, fields: columnPaths(columns), criteria, viewId, page };
}
