import type { JobStatus } from '../core/bulkJob';
import { inflateOne } from '../core/exportZip';
import { statusOf } from './bulkJobs';
import type { ByteStream, ZohoCall } from './call';
import { API_VERSION } from './call';
import { pause } from './pause';
import { asObject, textOf } from './readBody';
import { send } from './send';
import type { Session } from './session';
import { ZohoStop } from './stop';
import { saidIn } from './wordings';

/** What Zoho says of a finished page. */
export interface PageResult {
	/** Null where Zoho does not say. */
	count: number | null;
	more: boolean;
	nextToken: string | null;
}

/** `result` of a completed job; undefined where it is not there (yet). */
export function resultIn({ view }: JobStatus): PageResult | undefined {
	const result = asObject(view.result);
	if (!result) return undefined;
	const { count, more_records: more } = result;
	return {
		count: typeof count === 'number' ? count : null,
		more: more === true,
		nextToken: textOf(result, 'next_page_token') ?? null,
	};
}

const LAG = { tries: 5, ms: 2_000 } as const;

/**
 * A job may be COMPLETED a moment before it has a result (https://github.com/estuary/connectors/issues/3655).
 * @throws ZohoStop when the result does not come
 */
export async function resultOf(
	session: Session,
	id: string,
	known: JobStatus,
): Promise<PageResult> {
	let result = resultIn(known);
	for (let attempt = 0; !result && attempt < LAG.tries; attempt++) {
		await pause(session, LAG.ms);
		result = resultIn(await statusOf(session, 'export', id));
	}
	if (result) return result;
	throw new ZohoStop(
		'refused',
		`The job ${id} is completed, but Zoho shows no result of it`,
		"Get it later with 'Get Result'.",
	);
}

/** api/v7/bulk-read/download-result.html. The path is ours: the token goes nowhere else. */
const downloadCall = (id: string): ZohoCall => ({
	name: 'bulkRead.result',
	size: 1,
	method: 'GET',
	path: `crm/bulk/${API_VERSION}/read/${encodeURIComponent(id)}/result`,
	answer: 'stream',
	repeat: 'safe',
	units: 1,
	heavy: false,
	purpose: 'work',
	scope: 'ZohoCRM.bulk.READ',
});

/** https://www.zoho.com/crm/developer/docs/api/bulk-read/limitations.html: the eleventh in a minute is refused. */
const DOWNLOADS = { atOnce: 10, perMs: 61_000, askAgainMs: 3_000 } as const;

/**
 * Begins the download of a finished job's zip, which comes piece by piece.
 * @throws ZohoStop `refused` for a result that Zoho no longer keeps
 */
export async function openResult(session: Session, id: string): Promise<ByteStream> {
	await waitForTurn(session);
	const answer = await send(session, downloadCall(id));
	if (answer.kind === 'lost') {
		throw new ZohoStop(
			'unreachable',
			`The result of the job ${id} could not be fetched: ${answer.reason}`,
			"Zoho keeps it for a day: fetch it with 'Get Result'.",
		);
	}
	const { reply } = answer;
	if (reply.stream) return reply.stream;
	const said = saidIn(reply);
	if (said.status !== 404 && said.status !== 204 && said.status !== 410) {
		throw new ZohoStop(
			'refused',
			`Zoho refused to give the result of the job ${id}: ${said.code} ${said.message}`,
			'Check that the credential is of the user and organisation that made the job.',
			said,
		);
	}
	throw new ZohoStop(
		'refused',
		`Zoho no longer keeps the result of the job ${id}`,
		'Results of exports are kept for one day (https://zoho.com/crm/developer/docs/api/v8/bulk-read/overview.html): run the Export again.',
		said,
	);
}

/** A place that nobody gives back: it frees itself when the minute is over. */
async function waitForTurn(session: Session): Promise<void> {
	const name = `bulkReadDownloads:${session.org}`;
	while ((await session.state.lease(name, 1, DOWNLOADS.atOnce, DOWNLOADS.perMs)) === undefined) {
		await pause(session, DOWNLOADS.askAgainMs);
	}
}

/** The CSV inside a job's zip, piece by piece. */
export const csvOf = (zip: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> => inflateOne(zip);
