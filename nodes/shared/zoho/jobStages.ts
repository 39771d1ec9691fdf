import type { JobStage } from '../core/bulkJob';
import type { Session } from './session';

/** As long as Zoho keeps the result of a bulk write. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

const keyOf = (session: Session, id: string): string => `bulkJob:${session.org}:${id}`;

/** Lets every process that shares the state know how a job stands. */
export const noteStage = async (session: Session, id: string, stage: JobStage): Promise<void> =>
	await session.state.put(keyOf(session, id), stage, KEPT_MS);

/** What the shared state knows of a job; undefined in a process, or after a restart, that it does not reach. */
export async function notedStage(session: Session, id: string): Promise<JobStage | undefined> {
	const noted = await session.state.get(keyOf(session, id));
	return noted === 'still running' || noted === 'completed' || noted === 'failed'
		? noted
		: undefined;
}
