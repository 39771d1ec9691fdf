import type { Criteria } from '../core/bulkCriteria';
import type { StartedJob } from '../core/bulkJob';
import type { ZohoCall, ZohoReply } from './call';
import { API_VERSION } from './call';
import { idIn, listIn, textOf } from './readBody';
import { send } from './send';
import type { Session } from './session';
import type { ZohoSaid } from './stop';
import { ZohoStop } from './stop';
import { saidIn } from './wordings';

/** What a job is to read; `after`: the token of the page before, which stands for everything else. */
export type ReadPageQuery =
	| { module: string; fields: string[]; criteria?: Criteria; viewId?: string; page: number }
	| { module: string; after: string };

const PATH = `crm/bulk/${API_VERSION}/read`;

/** api/v7/bulk-read/create-job.html. Sent once: when its answer is lost, a job may run all the same. */
function createCall(query: ReadPageQuery, callbackUrl: string | undefined): ZohoCall {
	const callback =
		callbackUrl === undefined ? {} : { callback: { url: callbackUrl, method: 'post' } };
	return {
		name: 'bulkRead.create',
		size: 1,
		method: 'POST',
		path: PATH,
		body: JSON.stringify({ ...callback, query: wireQuery(query), file_type: 'csv' }),
		repeat: 'never',
		units: 1,
		heavy: false,
		purpose: 'work',
		scope: ['ZohoCRM.bulk.READ', `ZohoCRM.modules.${query.module.toLowerCase()}.READ`],
		module: query.module,
	};
}

function wireQuery(query: ReadPageQuery): Record<string, unknown> {
	if ('after' in query) return { page_token: query.after };
	const { module, fields, criteria, viewId, page } = query;
	return {
		module: { api_name: module },
		fields,
		...(criteria ? { criteria } : {}),
		...(viewId === undefined ? {} : { cvid: viewId }),
		page,
	};
}

/**
 * Has Zoho read a page of records into a file.
 * @throws ZohoStop `refused` with Zoho's words, `unreachable` when the answer was lost
 */
export async function createReadJob(
	session: Session,
	query: ReadPageQuery,
	callbackUrl?: string,
): Promise<StartedJob> {
	const sentAt = session.pace.now();
	const answer = await send(session, createCall(query, callbackUrl));
	if (answer.kind === 'lost') throw lostExport(query.module, answer.reason);
	const { reply } = answer;
	// Refusals stand alone or inside `data` (OpenAPI `bulk_read.json`).
	const [entry] = listIn(reply.body, 'data');
	const id = idIn(entry?.details, 'id');
	if (reply.status < 300 && id !== undefined) return { kind: 'export', id, sentAt };
	if (reply.status < 300 && textOf(entry, 'status') !== 'error')
		throw lostExport(query.module, 'it holds no id');
	throw refusedExport(query.module, wordsOf(reply, entry));
}

const lostExport = (module: string, why: string): ZohoStop =>
	new ZohoStop(
		'unreachable',
		`Zoho's answer to the export of ${module} was lost (${why})`,
		'It may run in Zoho and may have been charged, but nobody knows its id. Running it again costs the same again.',
	);

function wordsOf(reply: ZohoReply, entry: Record<string, unknown> | undefined): ZohoSaid {
	const said = saidIn(reply);
	if (!entry) return said;
	return {
		...said,
		code: textOf(entry, 'code') ?? said.code,
		message: textOf(entry, 'message') ?? said.message,
		details: entry.details ?? {},
	};
}

const CRITERIA_FIX =
	"Correct 'Criteria': each type of field takes comparisons and values of its own.";

/** By the codes of the OpenAPI file `bulk_read.json`. */
const FIXES: Record<string, string> = {
	CVID_NOT_SUPPORTED: "Check 'Custom View ID': it must be a view of this module.",
	FIELD_NOT_AVAILABLE: "Check the field's API name under 'Field Names or IDs'.",
	FIELD_NOT_SUPPORTED: "Leave the field out under 'Field Names or IDs': a job cannot export it.",
	INVALID_CALLBACK_URL: "Set 'Wait' to Poll, or give n8n a public https address (WEBHOOK_URL).",
	JOIN_LIMIT_EXCEEDED: "Choose fewer lookups, or switch off the option 'Names of Lookups'.",
	MODULE_NOT_SUPPORTED:
		'Zoho exports no notes, attachments and e-mails in bulk: read them with Batch Read or Composite Request.',
	MODULE_NOT_AVAILABLE: "Choose another module under 'Module'.",
	NO_PERMISSION:
		"The connected user's profile in Zoho CRM does not allow it; an administrator can change it.",
	TOO_MANY_REQUESTS: 'Too many jobs run at once: try again when they have ended.',
};

function refusedExport(module: string, said: ZohoSaid): ZohoStop {
	const name = textOf(said.details, 'api_name');
	const about = name === undefined ? '' : ` (${name})`;
	const fix = FIXES[said.code] ?? (/CRITERIA/.test(said.code) ? CRITERIA_FIX : undefined);
	return new ZohoStop(
		'refused',
		`Zoho refused the export of ${module}${about}: ${said.code} ${said.message}`,
		fix ?? "Check the node's parameters against Zoho's message.",
		said,
	);
}
