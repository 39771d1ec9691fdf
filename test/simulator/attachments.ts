import { alsoNeeds, isReply, moduleScopes } from './moduleAccess';
import { bytesOf, filePart } from './multipart';
import { perOrg, type Org } from './org';
import { pageNumber, refusePageNumber } from './paging';
import { invalidPath, subjectOf, type Subject } from './recordPath';
import { zohoTime } from './recordTime';
import { answer, noContent, refuse } from './replies';
import type { SimCall, SimReply } from './route';
import { userRef } from './writeResults';

type Params = Record<string, string>;

/** A file, or a link, that hangs on a record. */
interface Attachment {
	id: string;
	parent: string;
	name: string;
	bytes: Uint8Array;
	link: string | null;
	owner: string;
	time: number;
}

/** https://www.zoho.com/crm/developer/docs/api/v2/upload-attachment.html: at most 100 MB, anything but programs. */
const SIZE_LIMIT = 100 * 1024 * 1024;

const stored = perOrg(() => new Map<string, Attachment>());

/** Attachments need a scope of their own besides the module's (v8 get-attachments page, "(and)"). */
function holder(call: SimCall, params: Params, operation: 'READ' | 'CREATE' | 'DELETE') {
	const operations =
		operation === 'CREATE' ? ([operation, 'WRITE'] as const) : ([operation] as const);
	return (
		alsoNeeds(call, moduleScopes(call, 'attachments', [...operations])) ?? subjectOf(call, params)
	);
}

function attachmentView(org: Org, { module }: Subject, file: Attachment) {
	const time = zohoTime(file.time, org.timeZone);
	const by = userRef(org, file.owner);
	return {
		...{ id: file.id, File_Name: file.name, Size: String(file.bytes.length) },
		...{ Owner: by, Created_By: by, Modified_By: by, Created_Time: time, Modified_Time: time },
		...{ $file_id: file.id, $type: file.link === null ? 'Attachment' : 'Link URL' },
		...{ $link_url: file.link, $se_module: module.schema.apiName, $editable: true },
		Parent_Id: { id: file.parent },
	};
}

const filesOn = (org: Org, parent: string): Attachment[] =>
	[...stored(org).values()].filter((file) => file.parent === parent).reverse();

/** `GET /{module}/{id}/Attachments`, newest first. */
export function listAttachments(call: SimCall, params: Params): SimReply {
	const subject = holder(call, params, 'READ');
	if (isReply(subject)) return subject;
	const page = pageNumber(call, 'page', 1);
	const size = pageNumber(call, 'per_page', 200);
	if (page === undefined) return refusePageNumber('page');
	if (size === undefined) return refusePageNumber('per_page');
	const files = filesOn(call.org, subject.record.id);
	const shown = files.slice((page - 1) * size, page * size);
	if (shown.length === 0) return noContent();
	const info = { per_page: size, count: shown.length, page };
	return answer({
		data: shown.map((file) => attachmentView(call.org, subject, file)),
		info: { ...info, more_records: page * size < files.length },
	});
}

/** The file of the body or the link of the query; undefined where there is neither. */
async function given(
	call: SimCall,
): Promise<Pick<Attachment, 'name' | 'bytes' | 'link'> | undefined> {
	const link = call.query.get('attachmentUrl');
	if (link !== null) return { name: link, bytes: new Uint8Array(), link };
	const part = await filePart(call);
	return part && { name: part.name, bytes: await bytesOf(part), link: null };
}

/** `POST /{module}/{id}/Attachments`: a form with `file`, or `?attachmentUrl=`. */
export async function addAttachment(call: SimCall, params: Params): Promise<SimReply> {
	const subject = holder(call, params, 'CREATE');
	if (isReply(subject)) return subject;
	const file = await given(call);
	if (!file) {
		return refuse(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
			param_name: 'file',
		});
	}
	if (file.bytes.length > SIZE_LIMIT || /\.exe$/i.test(file.name)) {
		return refuse(400, 'INVALID_DATA', 'invalid file', { api_name: 'file' });
	}
	const { org, user, now } = call;
	const id = org.newId();
	stored(org).set(id, { ...file, id, parent: subject.record.id, owner: user.id, time: now });
	const by = userRef(org, user.id);
	const time = zohoTime(now, org.timeZone);
	const details = { id, Created_By: by, Modified_By: by, Created_Time: time, Modified_Time: time };
	const message = 'attachment uploaded successfully';
	return answer({ data: [{ code: 'SUCCESS', details, message, status: 'success' }] });
}

function fileAt(call: SimCall, params: Params, subject: Subject): Attachment | SimReply {
	const file = stored(call.org).get(params.attachment);
	const isHere = file?.parent === subject.record.id;
	return file && isHere ? file : invalidPath('the related id given seems to be invalid', 3);
}

const disposition = (name: string) => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;

/** `GET /{module}/{id}/Attachments/{attachment}`: the file itself. */
export function downloadAttachment(call: SimCall, params: Params): SimReply {
	const subject = holder(call, params, 'READ');
	if (isReply(subject)) return subject;
	const file = fileAt(call, params, subject);
	if (isReply(file)) return file;
	const headers = {
		'content-type': 'application/x-download',
		'content-disposition': disposition(file.name),
	};
	return { status: 200, bytes: file.bytes, headers, accepted: true };
}

/** `DELETE /{module}/{id}/Attachments/{attachment}`. */
export function deleteAttachment(call: SimCall, params: Params): SimReply {
	const subject = holder(call, params, 'DELETE');
	if (isReply(subject)) return subject;
	const file = fileAt(call, params, subject);
	if (isReply(file)) return file;
	stored(call.org).delete(file.id);
	const message = 'record deleted';
	const details = { id: file.id };
	return answer({ data: [{ code: 'SUCCESS', details, message, status: 'success' }] });
}
