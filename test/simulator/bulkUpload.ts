import { csvNameIn, filesOf } from './bulkFiles';
import { BulkRefusal, orRefusal } from './bulkRefusal';
import { bytesOf, filePart } from './multipart';
import { zohoTime } from './recordTime';
import { answer } from './replies';
import type { Route, SimCall, SimReply } from './route';

const SIZE_LIMIT = 25 * 1024 * 1024;

/** The body of Zoho's file server, which is not the API's. */
function badHeaders(): SimReply {
	const body = {
		ERROR_MESSAGE: 'Bad Request',
		ERROR_CODE: 400,
		'x-error': 'check if headers [feature, X-CRM-ORG] are present and valid',
		info: 'Forbidden',
		'x-info': 'Link not valid',
		http_status: '400',
	};
	return { status: 400, body, accepted: false };
}

async function upload(call: SimCall): Promise<SimReply> {
	const { org, headers, now } = call;
	const atHome = headers.get('X-CRM-ORG') === org.zgid;
	if (headers.get('feature') !== 'bulk-write' || !atHome) return badHeaders();
	const part = await filePart(call);
	const zip = part && (await bytesOf(part));
	if (zip && zip.length > SIZE_LIMIT) {
		throw new BulkRefusal('FILE_TOO_LARGE', 'File size too large to process', {}, 413);
	}
	const name = zip && csvNameIn(zip);
	if (!zip || name === undefined) {
		const message = 'invalid file format. only zip format is supported';
		throw new BulkRefusal('INVALID_FILE_FORMAT', message);
	}
	const id = org.newId();
	filesOf(org).set(id, { zip, name });
	return answer({
		status: 'success',
		code: 'FILE_UPLOAD_SUCCESS',
		message: 'file uploaded.',
		details: { file_id: id, created_time: zohoTime(now, org.timeZone) },
	});
}

/** `POST {content host}/crm/{v}/upload` (https://www.zoho.com/crm/developer/docs/api/v7/bulk-write/upload-file.html). */
export const uploadRoute: Route = {
	method: 'POST',
	tree: 'content',
	path: 'upload',
	name: 'bulkWrite.upload',
	scopes: () => ['ZohoFiles.files.ALL'],
	price: ({ org }) => org.switches.bulkUploadCost,
	handle: (call) => orRefusal(call, false, () => upload(call)),
};
