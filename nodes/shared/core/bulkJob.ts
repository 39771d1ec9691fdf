import omit from 'lodash/omit';

import { isObject } from './isObject';
import type { RowOutcome } from './outcome';
import type { ZohoRecord } from './row';

export type JobKind = 'import' | 'export';

/** Where a job stands; `still running` also stands for "nobody has looked since". */
export type JobStage = 'still running' | 'completed' | 'failed';

/**
 * What every item of a bulk job carries as `job`, from the moment it is created until its result is there. Get Result
 * and Get Status work from it alone, in this execution or another one.
 */
export interface JobMark {
	kind: JobKind;
	/** Zoho's id of the job, the first one where an item has several; null for a row that is in no job. */
	id: string | null;
	/** Position of the item in the input of the run that created the job. */
	row: number;
	state: JobStage | 'no job';
	/** Import of items: the cells of the first columns by which the result names the row. */
	key?: string[];
	/** What became of a row that is in no job: it went out by batch, or was refused before. */
	settled?: RowOutcome;
	/** What the item had under `job` and `credits` itself. */
	was?: { job?: unknown; credits?: unknown };
	/** All jobs of the item in order, where it has several. */
	ids?: string[];
	/** Import of a file: what its result needs beside the file itself. */
	file?: FileMark;
	/** Export: what its result needs; narrowed by `exportMarkOf`. */
	export?: unknown;
}

/** What of an imported file cannot be read from Zoho's results. */
export interface FileMark {
	/** Where its item holds it. */
	binary: string;
	/** Number of its first row among all rows of the run. */
	from: number;
	/** Rows of the file, without its header. */
	rows: number;
	/** The columns of the file by which results name its rows; empty: by a key made from the row's number. */
	keyColumns: string[];
	/** Stands before the row's number in keys that we made. */
	keyPrefix: string;
	/** Rows written without a job, as ranges [from, behind the last]. */
	written: Array<[from: number, to: number]>;
	/** Of a Dry Run, in the same way. */
	planned?: Array<[from: number, to: number]>;
	/** Rows that failed without a job, and their reasons. */
	failed: Array<{ row: number; outcome: string; code: string; reason: string }>;
}

/** A job that Zoho took on. `sentAt`: when the call that created it began, epoch ms. */
export interface StartedJob {
	kind: JobKind;
	id: string;
	sentAt: number;
}

/** What a status read says; `view` is Zoho's job, whole. */
export interface JobStatus {
	stage: JobStage;
	/** As Zoho spells it. */
	state: string;
	view: Record<string, unknown>;
}

/** Zoho's words for the end of a job: api/v7/bulk-read/job-details.html, bulk-write/job-details.html, and the OpenAPI files. */
const ENDS: Record<string, JobStage> = {
	COMPLETED: 'completed',
	FAILED: 'failed',
	FAILURE: 'failed',
	SKIPPED: 'failed',
};

/** Words for a job under way; samples and text differ in the space. */
const UNDER_WAY = /^(ADDED|QUEUED|IN[ _]?PROGRESS)$/;

/** Undefined for a word that Zoho does not document (public report R115). */
export function stageOf(state: string): JobStage | undefined {
	const word = state.trim().toUpperCase();
	return ENDS[word] ?? (UNDER_WAY.test(word) ? 'still running' : undefined);
}

/** The mark of an item's JSON; undefined when it carries none. */
export function markOf(json: unknown): JobMark | undefined {
	const job = isObject(json) ? json.job : undefined;
	if (!isObject(job) || !('id' in job) || !(typeof job.id === 'string' || job.id === null))
		return undefined;
	// Narrowed as far as the nodes rely on it; the rest is ours, written by the run that created the job.
	const mark = job as unknown as JobMark;
	return {
		...mark,
		kind: job.kind === 'export' ? 'export' : 'import',
		row: typeof job.row === 'number' ? job.row : 0,
	};
}

/** An item as it lies asleep: itself plus `job`. */
export function withMark(json: ZohoRecord | null | undefined, mark: JobMark): ZohoRecord {
	const { job, credits } = json ?? {};
	const was = {
		...(job === undefined ? {} : { job }),
		...(credits === undefined ? {} : { credits }),
	};
	return { ...json, job: Object.keys(was).length > 0 ? { ...mark, was } : mark };
}

/** The input item again. */
export function withoutMark(json: ZohoRecord): ZohoRecord {
	const was = markOf(json)?.was;
	return { ...omit(json, ['job', 'credits']), ...was };
}

/** Every job an item waits for. */
export const jobsOf = ({ id, ids }: JobMark): string[] => ids ?? (id === null ? [] : [id]);
