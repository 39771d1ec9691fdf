import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { JobKind, JobMark, StartedJob } from '../shared/core/bulkJob';
import { jobsOf, markOf } from '../shared/core/bulkJob';

/**
 * The mark of each input item of Get Result and Get Status: its own, or one made of 'Job ID' where the item says nothing,
 * or says something else.
 * @throws NodeOperationError for a 'Job ID' that can be none, naming the row
 */
export function marksOf(ctx: IExecuteFunctions): Array<JobMark | undefined> {
	return ctx.getInputData().map(({ json }, row) => {
		const own = markOf(json);
		const id = jobIdOf(ctx, row);
		if (own && (own.id === null || id === '' || id === own.id)) return asFetched(own, json);
		if (id === '') return undefined;
		const kind = ctx.getNodeParameter('jobKind', row, 'item') as 'item' | JobKind;
		return { kind: kind === 'export' ? 'export' : 'import', id, row, state: 'still running' };
	});
}

function jobIdOf(ctx: IExecuteFunctions, row: number): string {
	const given = ctx.getNodeParameter('jobId', row, '') as unknown;
	const id = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
	if (id === '' || /^\d{1,25}$/.test(id)) return id;
	throw new NodeOperationError(
		ctx.getNode(),
		`'Job ID' ${JSON.stringify(id.slice(0, 80))} is no id of a job, in row ${row}`,
		{ itemIndex: row, description: 'An id is made of digits. Give it as text. Nothing was sent.' },
	);
}

/** Get Status renews the state of items whose result is still to be fetched; those that have it say `outcome` beside it. */
const asFetched = (mark: JobMark, { outcome }: IDataObject): JobMark =>
	mark.id !== null && (mark.key !== undefined || mark.file !== undefined || outcome === undefined)
		? { ...mark, state: 'still running' }
		: mark;

/** Every job that the marks wait for, once, in order. */
export function waitedFor(
	marks: ReadonlyArray<JobMark | undefined>,
): Array<Pick<StartedJob, 'id' | 'kind'>> {
	const jobs = new Map<string, Pick<StartedJob, 'id' | 'kind'>>();
	for (const mark of marks) {
		if (!mark || isSettled(mark)) continue;
		for (const id of jobsOf(mark)) jobs.set(id, { id, kind: mark.kind });
	}
	return [...jobs.values()];
}

/** Rows that have come to their end already, awake or without a job. */
export const isSettled = ({ state }: JobMark): boolean => state !== 'still running';
