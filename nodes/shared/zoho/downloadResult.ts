import { inflateOne, UnsafeZip } from '../core/exportZip';
import type { ZohoCall } from './call';
import { downloadBase } from './hosts';
import { asObject, textOf } from './readBody';
import { send } from './send';
import type { Session } from './session';
import { passOn, ZohoStop } from './stop';
import { saidIn } from './wordings';

/** No result of 25,000 rows comes near: three columns, an id and the errors of each. */
const MOST_BYTES = 200_000_000;

/**
 * Where the result of a bulk write lies: absolute in the older samples, without a host in those of v7
 * (api/v7/bulk-write/job-details.html).
 * @param view the job as its status shows it; null when it has no result
 */
export function resultUrlOf(session: Session, view: Record<string, unknown>): string | null {
	const url = textOf(asObject(view.result), 'download_url');
	if (url === undefined || url === '') return null;
	if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return url;
	const folder = session.credential.customBaseUrl === null ? '' : '/download';
	return `${downloadBase(session.credential)}${folder}/${url.replace(/^\/+/, '')}`;
}

/**
 * Downloads the result of a bulk write, refusing what is no zip with one CSV.
 * @returns the text of the CSV
 * @throws ZohoStop for another host than Zoho's, a result that is gone (kept seven days), an unsafe zip
 */
export async function downloadResult(
	session: Session,
	jobId: string,
	url: string,
): Promise<string> {
	const answer = await send(session, downloadCall(url));
	if (answer.kind === 'lost') {
		throw new ZohoStop(
			'unreachable',
			`The result of the job ${jobId} could not be fetched: ${answer.reason}`,
			"The job itself is done. Fetch it later with 'Get Result'.",
		);
	}
	const { reply } = answer;
	if (!reply.bytes) {
		const said = saidIn(reply);
		throw new ZohoStop(
			'refused',
			`Zoho does not give the result of the job ${jobId}: ${said.code} ${said.message}`,
			'Zoho keeps results of imports for seven days. Look the records up to see what was written.',
			said,
		);
	}
	return await textIn(reply.bytes, jobId);
}

function downloadCall(url: string): ZohoCall {
	const { origin, pathname, search } = URL.canParse(url)
		? new URL(url)
		: { origin: url, pathname: '/', search: '' };
	return {
		name: 'bulkWrite.result',
		size: 1,
		method: 'GET',
		base: origin,
		path: `${pathname.slice(1)}${search}`,
		answer: 'file',
		repeat: 'safe',
		units: 1,
		heavy: false,
		purpose: 'overhead',
		scope: 'ZohoCRM.bulk.READ',
	};
}

async function textIn(zip: Uint8Array, jobId: string): Promise<string> {
	try {
		return await inflatedText(zip);
	} catch (error) {
		throw error instanceof UnsafeZip ? unsafeResult(jobId, error.message) : passOn(error);
	}
}

const unsafeResult = (jobId: string, why: string): ZohoStop =>
	new ZohoStop(
		'refused',
		`The result of the job ${jobId} was not opened: ${why}`,
		'Look the records up in Zoho CRM to see what was written, and please report this.',
	);

/** @throws UnsafeZip */
export async function inflatedText(zip: Uint8Array, most = MOST_BYTES): Promise<string> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of inflateOne(onePiece(zip))) {
		size += piece.length;
		if (size > most) throw new UnsafeZip(`its file has more than ${most} bytes`);
		pieces.push(piece);
	}
	return Buffer.concat(pieces).toString();
}

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}
