import type { JobStatus, StartedJob } from '../shared/core/bulkJob';
import { statusOf } from '../shared/zoho/bulkJobs';
import { noteCreated, noteStatus } from '../shared/zoho/jobStages';
import { pause } from '../shared/zoho/pause';
import type { Session } from '../shared/zoho/session';
import { afterwards } from '../shared/zoho/spending';
import type { Waiting } from './waiting';

/** How far waiting came: all jobs have ended, the execution is to sleep, or it goes on without a result. */
export interface Awaited {
	kind: 'ended' | 'sleep' | 'left';
	/** By job id, as far as Zoho was asked. */
	statuses: Map<string, JobStatus>;
}

/** Jobs older than this when the execution goes to sleep may have called while nobody could be called (409). */
const MAY_HAVE_CALLED_MS = 1000;

const POLL_MS = { first: 30_000, most: 300_000 } as const;

/**
 * Waits for the jobs of a run as the person chose. Callback: one look at jobs that may have ended already, for a
 * credit each, then sleep.
 * @throws ZohoStop when Zoho cannot be asked while polling
 */
export async function awaitJobs(
	session: Session,
	waiting: Waiting,
	jobs: readonly StartedJob[],
): Promise<Awaited> {
	const statuses = new Map<string, JobStatus>();
	for (const { id } of jobs) await afterwards(noteCreated(session, id));
	if (waiting.how === 'poll') {
		const ended = await pollJobs(session, jobs, waiting.limitMs, statuses);
		return { kind: ended ? 'ended' : 'left', statuses };
	}
	if (waiting.how !== 'callback') return { kind: 'left', statuses };
	const now = session.pace.now();
	await look(
		session,
		jobs.filter(({ sentAt }) => now - sentAt >= MAY_HAVE_CALLED_MS),
		statuses,
	);
	return { kind: allEnded(jobs, statuses) ? 'ended' : 'sleep', statuses };
}

/**
 * Asks for jobs until all have ended or the time is over: after 30 seconds, then after twice as long each time, up to
 * five minutes.
 * @returns whether all have ended
 */
export async function pollJobs(
	session: Session,
	jobs: ReadonlyArray<Pick<StartedJob, 'id' | 'kind'>>,
	limitMs: number,
	statuses: Map<string, JobStatus>,
): Promise<boolean> {
	let left = limitMs;
	for (let wait: number = POLL_MS.first; !allEnded(jobs, statuses); wait *= 2) {
		const ms = Math.min(wait, POLL_MS.most, left);
		if (ms <= 0) return false;
		await pause(session, ms);
		left -= ms;
		await look(session, jobs, statuses);
	}
	return true;
}

/** One look at each job that is not known to have ended; `once`: that was not looked at. */
export async function look(
	session: Session,
	jobs: ReadonlyArray<Pick<StartedJob, 'id' | 'kind'>>,
	statuses: Map<string, JobStatus>,
	times: 'once' | 'again' = 'again',
): Promise<void> {
	for (const { id, kind } of jobs) {
		if (times === 'once' ? statuses.has(id) : hasEnded(statuses, id)) continue;
		const status = await statusOf(session, kind, id);
		statuses.set(id, status);
		await afterwards(noteStatus(session, id, status));
	}
}

const hasEnded = (statuses: ReadonlyMap<string, JobStatus>, id: string): boolean =>
	(statuses.get(id)?.stage ?? 'still running') !== 'still running';

export const allEnded = (
	jobs: ReadonlyArray<Pick<StartedJob, 'id'>>,
	statuses: ReadonlyMap<string, JobStatus>,
): boolean => jobs.every(({ id }) => hasEnded(statuses, id));
