import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { SubFailure } from '../shared/core/compositeResult';
import { subFailure } from '../shared/core/compositeResult';
import type { Said } from '../shared/core/refusalReason';
import { reasonFor } from '../shared/core/refusalReason';
import type { Answer, ZohoReply } from '../shared/zoho/call';
import { asObject } from '../shared/zoho/readBody';
import { saidIn } from '../shared/zoho/wordings';
import type { ApiOutcome } from './apiResult';
import type { ApiRequest } from './readApiCall';

/** Why an answer is no success; undefined when it is one. A write of several records is one when any was written. */
export function failureIn(request: ApiRequest, answer: Answer): SubFailure | undefined {
	if (answer.kind === 'lost') return lost(request, answer.reason);
	const { reply } = answer;
	const refused = request.reads ? [] : refusedEntries(reply.body);
	const isWritten = refused.length > 0 && refused.length < countEntries(reply.body);
	if (isWritten || (refused.length === 0 && reply.status < 300)) return undefined;
	const said: Said = refused[0] ?? wordsOf(reply);
	return {
		...subFailure('refused', said.code, reasonFor(said, null), said.details),
		message: said.message,
		statusCode: reply.status,
		body: reply.body ?? (reply.text || null),
	};
}

function lost({ reads, call }: ApiRequest, reason: string): SubFailure {
	if (reads)
		return subFailure(
			'notRun',
			'ANSWER_LOST',
			`No answer: ${reason}. It only reads, so it can be run again`,
		);
	return subFailure(
		'unknown',
		'ANSWER_LOST',
		`${call.method} ${call.path} may have been done or not: ${reason}. Look in Zoho CRM before sending it again`,
	);
}

/** The call was answered with a file that n8n could not take. */
export const notStored = ({ reads, call }: ApiRequest, why: string): SubFailure =>
	reads
		? subFailure(
				'notRun',
				'FILE_NOT_STORED',
				`The file came and could not be stored: ${why}. It only reads, so it can be run again`,
			)
		: subFailure(
				'unknown',
				'FILE_NOT_STORED',
				`${call.method} ${call.path} was answered, but the file that came could not be stored: ${why}. Look in Zoho CRM before sending it again`,
			);

function wordsOf(reply: ZohoReply): Said {
	const { code, message, details } = saidIn(reply);
	return { code, message, details: asObject(details) ?? {} };
}

const listsIn = (body: unknown): Array<[string, unknown[]]> =>
	Object.entries(asObject(body) ?? {}).filter((entry): entry is [string, unknown[]] =>
		Array.isArray(entry[1]),
	);

const countEntries = (body: unknown): number =>
	listsIn(body).reduce((sum, [, list]) => sum + list.length, 0);

function refusedEntries(body: unknown): Said[] {
	return listsIn(body)
		.flatMap(([, list]) => list.map(asObject))
		.filter((entry) => entry?.status === 'error')
		.map((entry) => ({
			code: String(entry?.code),
			message: String(entry?.message ?? ''),
			details: asObject(entry?.details) ?? {},
		}));
}

/** The list in an answer: `data`, or the only one it holds (`users`, `fields`, `__apis` …). */
export function rowsIn(body: unknown): unknown[] {
	const lists = listsIn(body);
	return (lists.find(([key]) => key === 'data') ?? lists[0])?.[1] ?? [];
}

export const rowJson = (row: unknown): IDataObject =>
	(asObject(row) as IDataObject | undefined) ?? { value: row as IDataObject };

/** The items of one answered call. */
export async function entriesOf(
	ctx: IExecuteFunctions,
	{ answer, outputField, reads }: ApiRequest,
	reply: ZohoReply,
): Promise<ApiOutcome['entries']> {
	if (answer === 'entries') return rowsIn(reply.body).map((row) => ({ json: rowJson(row) }));
	const { status: statusCode, bytes } = reply;
	if (!bytes) {
		const refused = reads ? 0 : refusedEntries(reply.body).length;
		const json = {
			outcome: 'done',
			status: 'success',
			statusCode,
			...(refused > 0 ? { refusedRecords: refused } : {}),
		};
		return [{ json: { ...json, body: (reply.body ?? null) as IDataObject } }];
	}
	const fileName = fileNameIn(reply.headers['content-disposition'] ?? '');
	const type = ownTypeIn(reply.headers['content-type'] ?? '');
	const file = await ctx.helpers.prepareBinaryData(Buffer.from(bytes), fileName, type);
	const json = {
		outcome: 'done',
		status: 'success',
		statusCode,
		fileName: file.fileName ?? null,
		mimeType: file.mimeType,
		size: bytes.length,
	};
	return [{ json, binary: { [outputField]: file } }];
}

/**
 * The type of a file where the answer says it. Zoho sends attachments and photos as `application/x-download` (its OpenAPI file
 * `record.json`): n8n finds the type then.
 */
function ownTypeIn(header: string): string | undefined {
	const type = header.split(';')[0].trim();
	return /^$|\/(x-download|octet-stream)$/i.test(type) ? undefined : type;
}

/** `filename*=UTF-8''a%20b.pdf` before `filename="a b.pdf"` (RFC 6266). */
function fileNameIn(disposition: string): string | undefined {
	const coded = /filename\*=(?:UTF-8'[^']*')?([^;]+)/i.exec(disposition)?.[1];
	const plain = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
	try {
		return coded === undefined ? plain : decodeURIComponent(coded.trim());
	} catch {
		return coded;
	}
}
