import { isReply } from './moduleAccess';
import { bytesOf, filePart } from './multipart';
import { perOrg } from './org';
import { subjectOf } from './recordPath';
import { answer, noContent, refuse } from './replies';
import type { SimCall, SimReply } from './route';
import { undoable } from './transaction';

type Params = Record<string, string>;

/** https://www.zoho.com/crm/developer/docs/api/v8/upload-image.html: PNG, JPEG, GIF or BMP of 10 MB at most. */
const SIZE_LIMIT = 10 * 1024 * 1024;
const KINDS = /^image\/(png|jpe?g|gif|bmp)$/i;

interface Photo {
	mime: string;
	bytes: Uint8Array;
}

const photosOf = perOrg(() => new Map<string, Photo>());

const done = (message: string) =>
	answer({ message, details: {}, status: 'success', code: 'SUCCESS' });

export async function uploadPhoto(call: SimCall, params: Params): Promise<SimReply> {
	const subject = subjectOf(call, params);
	if (isReply(subject)) return subject;
	const part = await filePart(call);
	if (!part || !KINDS.test(part.type) || part.size > SIZE_LIMIT) {
		return refuse(400, 'INVALID_DATA', 'the image is not valid', { api_name: 'file' });
	}
	photosOf(call.org).set(subject.record.id, { mime: part.type, bytes: await bytesOf(part) });
	return done('photo uploaded successfully');
}

/** The picture itself; 204 where there is none. */
export function downloadPhoto(call: SimCall, params: Params): SimReply {
	const subject = subjectOf(call, params);
	if (isReply(subject)) return subject;
	const photo = photosOf(call.org).get(subject.record.id);
	if (!photo) return noContent();
	const name = `photo.${photo.mime.replace(/^image\//, '')}`;
	const headers = {
		// Not the picture's own type: OpenAPI `record.json`.
		'content-type': 'application/x-download',
		'content-disposition': `attachment; filename="${name}"`,
	};
	return { status: 200, bytes: photo.bytes, headers, accepted: true };
}

export function deletePhoto(call: SimCall, params: Params): SimReply {
	const subject = subjectOf(call, params);
	if (isReply(subject)) return subject;
	const photos = photosOf(call.org);
	const photo = photos.get(subject.record.id);
	photos.delete(subject.record.id);
	undoable(() => photo && photos.set(subject.record.id, photo));
	return done('photo deleted');
}
