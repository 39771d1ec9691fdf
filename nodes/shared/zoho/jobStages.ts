import omit from 'lodash/omit';

import type { JobStatus } from '../core/bulkJob';
import { stageOf } from '../core/bulkJob';
import { asObject, textOf } from './readBody';
import type { Session } from './session';

/** As long as Zoho keeps the result of a bulk write. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

const keyOf = (session: Session, id: string): string => `bulkJob:${session.org}:${id}`;

/**
 * Lets every process that shares the state know how a job stands. The address to call back is a key to the execution, so
 * it is left out, and so are the name of the user and the values of criteria.
 */
export async function noteStatus(session: Session, id: string, status: JobStatus): Promise<void> {
	const { query } = status.view;
	const rest = omit(status.view, ['callback', 'created_by', 'query']);
	const { module, fields, page } = asObject(query) ?? {};
	const view = query === undefined ? rest : { ...rest, query: { module, fields, page } };
	await session.state.put(keyOf(session, id), { state: status.state, view }, KEPT_MS);
}

/** A job that has just been created. */
export const noteCreated = async (session: Session, id: string): Promise<void> =>
	await noteStatus(session, id, { stage: 'still running', state: 'ADDED', view: {} });

/** What the shared state knows of a job; undefined in a process, or after a restart, that it does not reach. */
export async function notedStatus(session: Session, id: string): Promise<JobStatus | undefined> {
	const noted = await session.state.get(keyOf(session, id));
	const state = textOf(noted, 'state');
	const stage = state === undefined ? undefined : stageOf(state);
	const view = asObject(asObject(noted)?.view);
	return state !== undefined && stage && view ? { stage, state, view } : undefined;
}
