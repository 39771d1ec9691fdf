import type { PackedFile } from '../core/bulkFile';
import type { ZohoCall, ZohoReply } from './call';
import { API_VERSION } from './call';
import { contentBase } from './hosts';
import { asObject, idIn, textOf } from './readBody';
import { send } from './send';
import type { Session } from './session';
import { ZohoStop } from './stop';
import { saidIn } from './wordings';

const BOUNDARY = 'zoho-crm-credits-5f3b8e1c97d24a60';

/**
 * Uploads a zip to Zoho's file store, for the jobs that are to be made of it: another host than the API, headers of its
 * own (api/v7/bulk-write/upload-file.html). The body is bytes, so it goes out again after a refresh of the token
 * (public report R29). Uploading twice leaves a file behind that nobody uses, so a lost answer is asked for again.
 * @param zgid the organisation's id
 * @returns Zoho's id of the file
 * @throws ZohoStop `refused` or `unreachable`; no job has been created of it
 */
export async function uploadFile(
	session: Session,
	{ zip, rows }: Pick<PackedFile, 'zip' | 'rows'>,
	zgid: string,
): Promise<string> {
	const answer = await send(session, uploadCall(session, zip, zgid));
	if (answer.kind === 'lost') {
		throw new ZohoStop(
			'unreachable',
			`The file with ${rows.length} rows could not be uploaded: ${answer.reason}`,
			'No job was created of it. Try again later.',
		);
	}
	const id = idIn(asObject(answer.reply.body)?.details, 'file_id');
	if (answer.reply.status < 300 && id !== undefined) return id;
	throw uploadRefused(answer.reply, rows.length);
}

function uploadCall(session: Session, zip: Uint8Array, zgid: string): ZohoCall {
	// Behind a custom base URL all of Zoho's hosts are one; the folder then stands for the host.
	const folder = session.credential.customBaseUrl === null ? '' : 'content/';
	return {
		name: 'bulkWrite.upload',
		size: 1,
		method: 'POST',
		base: contentBase(session.credential),
		path: `${folder}crm/${API_VERSION}/upload`,
		headers: {
			feature: 'bulk-write',
			'X-CRM-ORG': zgid,
			'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
		},
		body: multipart(zip),
		repeat: 'safe',
		units: 1,
		heavy: false,
		purpose: 'overhead',
		scope: 'ZohoFiles.files.ALL',
	};
}

function multipart(zip: Uint8Array): Uint8Array {
	const head =
		`--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="import.zip"\r\n` +
		'Content-Type: application/zip\r\n\r\n';
	return Buffer.concat([Buffer.from(head), zip, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
}

const FIXES: Record<string, string> = {
	FILE_TOO_LARGE:
		'Zoho takes 25 MB zipped. Import fewer rows at a time, or shorten the long texts.',
	INVALID_FILE_FORMAT:
		'Zoho did not take the zip for one; something on the way to it changes what is sent (a proxy?).',
};

/** The file store answers in forms of its own (`x-error`) when it does not like the headers. */
function uploadRefused(reply: ZohoReply, rows: number): ZohoStop {
	const said = saidIn(reply);
	const odd = textOf(reply.body, 'x-error');
	const words = odd ?? `${said.code} ${said.message}`;
	return new ZohoStop(
		'refused',
		`Zoho did not take the file with ${rows} rows: ${words}`,
		`No job was created of it. ${FIXES[said.code] ?? "Check 'Organization ID' in the credential, and what Zoho says."}`,
		odd === undefined ? said : { ...said, message: odd },
	);
}
