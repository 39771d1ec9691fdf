import type { JobStatus } from '../shared/core/bulkJob';
import { isObject } from '../shared/core/isObject';
import type { NotWritten, RowOutcome } from '../shared/core/outcome';
import type { NamedRow, ResultByKey } from '../shared/core/resultCsv';
import { keyOfCells, namedRows, outcomeOfResult, readResult } from '../shared/core/resultCsv';
import { downloadResult, resultUrlOf } from '../shared/zoho/downloadResult';
import { listIn } from '../shared/zoho/readBody';
import { passOn, ZohoStop } from '../shared/zoho/stop';
import type { Finishing } from './finishing';

/** What a bulk write job came to, for its rows. */
export interface JobResult {
	/** The rows of the result; null where there is none. */
	rows: NamedRow[] | null;
	/** The headers of its file, which are API names. */
	headers: string[];
	/** Of rows that the result does not tell of. */
	rest: NotWritten;
}

/**
 * The results of jobs that have ended, by job id.
 * @throws ZohoStop, when `strict`, for a result that cannot be fetched
 */
export async function fetchResults(
	{ session, statuses, strict }: Finishing,
	ids: readonly string[],
): Promise<Map<string, JobResult>> {
	const results = new Map<string, JobResult>();
	for (const id of ids) {
		const status = statuses.get(id);
		if (!status || status.stage === 'still running') continue;
		const result = { rows: null, headers: headersOf(status.view), rest: restOf(id, status) };
		results.set(id, result);
		const url = resultUrlOf(session, status.view);
		if (url === null) continue;
		try {
			const csv = await downloadResult(session, id, url);
			results.set(id, { ...result, rows: rowsIn(csv, id) });
		} catch (error) {
			if (strict || !(error instanceof ZohoStop)) throw passOn(error);
			const { message, fix, said } = error;
			const reason = `${message}. ${fix}`;
			results.set(id, { ...result, rest: unknown(said?.code ?? 'NO_RESULT', message, reason) });
		}
	}
	return results;
}

/** @throws ZohoStop for what is no result of a bulk write */
function rowsIn(csv: string, id: string): NamedRow[] {
	try {
		return namedRows(csv);
	} catch (error) {
		throw unreadable(id, passOn(error).message);
	}
}

const unreadable = (id: string, why: string): ZohoStop =>
	new ZohoStop(
		'refused',
		`The result of the job ${id} cannot be read: ${why}`,
		'Look the records up in Zoho CRM to see what was written, and please report this.',
	);

/** What became of a row, by the cells that name it. */
export function outcomeIn(
	{ rows, headers, rest }: JobResult,
	key: readonly string[],
	read: Map<string, ResultByKey>,
): RowOutcome {
	if (rows === null) return rest;
	const columns = key.length;
	let byKey = read.get(`${columns}`);
	if (!byKey) {
		byKey = readResult(rows, columns);
		read.set(`${columns}`, byKey);
	}
	const found = byKey.get(keyOfCells(key));
	if (found) return outcomeOfResult(found, headers);
	if (found === undefined) return rest;
	return unknown(
		'ROWS_ALIKE',
		'several rows have the same key',
		"Several rows of the file have the same cells in the columns that Zoho's result names rows by, so it cannot be told which is which. Give 'Row Key Field' in the options next time",
	);
}

const unknown = (code: string, message: string, reason: string): NotWritten => ({
	outcome: 'unknown',
	code,
	message,
	details: {},
	reason,
});

/** The columns by the mappings that the status shows (api/v7/bulk-write/job-details.html). */
function headersOf(view: Record<string, unknown>): string[] {
	return listIn(resourceOf(view), 'field_mappings').map(({ api_name: name }) => String(name));
}

const resourceOf = (view: Record<string, unknown>): Record<string, unknown> =>
	listIn(view, 'resource').at(0) ?? {};

/** The outcome of rows that a result does not tell of. A job that failed before its first row has written none. */
function restOf(id: string, { stage, state, view }: JobStatus): NotWritten {
	const resource = resourceOf(view);
	const code = typeof resource.code === 'string' ? resource.code : state;
	if (stage !== 'failed') {
		return unknown(
			'NOT_IN_RESULT',
			'the result does not name the row',
			`The result of the job ${id} does not name the row; look its record up in Zoho CRM`,
		);
	}
	const message =
		typeof resource.message === 'string' ? resource.message : `the job ended as ${state}`;
	const written = writtenBy(resource);
	if (written === 0) {
		return {
			outcome: 'refused',
			code,
			message,
			details: { job: view },
			reason: `The job ${id} ended as ${state} and wrote nothing: ${code}`,
			wholeCall: true,
		};
	}
	const count = written === null ? 'some' : String(written);
	return unknown(
		code,
		message,
		`The job ${id} ended as ${state} after it had written ${count} rows, and Zoho does not tell which: ${code}`,
	);
}

/** Null when the status does not say. */
function writtenBy({ file }: Record<string, unknown>): number | null {
	if (!isObject(file)) return null;
	const { added_count: added, updated_count: updated } = file;
	if (added === undefined && updated === undefined) return null;
	return Number(added ?? 0) + Number(updated ?? 0);
}
