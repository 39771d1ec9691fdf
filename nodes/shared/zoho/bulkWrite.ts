import type { PlannedFile } from '../core/importPlan';
import type { BulkWrite } from '../core/bulkRow';
import type { ZohoCall } from './call';
import { API_VERSION } from './call';
import { asObject, idIn } from './readBody';
import { send } from './send';
import type { Session } from './session';
import { ZohoStop } from './stop';
import type { ZohoSaid } from './stop';
import { saidIn } from './wordings';

export interface BulkWriteJob {
	module: string;
	write: BulkWrite;
	findBy: string | null;
	file: PlannedFile;
	fileId: string;
	callbackUrl: string | undefined;
}

/** `lost`: the job may or may not have been created. `charges`: credits, by try. */
export type Created =
	| { kind: 'created'; id: string; sentAt: number; charges: number[] }
	| { kind: 'lost'; reason: string; charges: number[] };

/**
 * Creates a job (500 credits). It is never asked for twice: a second one would cost and write everything again.
 * @throws ZohoStop `refused` when Zoho does not take it, with its words
 */
export async function createBulkWrite(session: Session, job: BulkWriteJob): Promise<Created> {
	const answer = await send(session, createCall(job));
	const { charges, sentAt } = answer;
	if (answer.kind === 'lost') return { kind: 'lost', reason: answer.reason, charges };
	const { status, body } = answer.reply;
	const id = idIn(asObject(body)?.details, 'id');
	if (status < 300 && id !== undefined) return { kind: 'created', id, sentAt, charges };
	if (status < 300) return { kind: 'lost', reason: 'its answer holds no id', charges };
	throw jobRefused(saidIn(answer.reply), job);
}

/** api/v7/bulk-write/create-job.html. `ignore_empty` stands where the pages have it; the newer OpenAPI has it inside too. */
function createCall({ module, write, findBy, file, fileId, callbackUrl }: BulkWriteJob): ZohoCall {
	const resource = {
		type: 'data',
		module: { api_name: module },
		file_id: fileId,
		file_names: [file.name],
		ignore_empty: file.ignoreEmpty,
		...(findBy === null ? {} : { find_by: findBy }),
		field_mappings: file.mappings,
	};
	const body = {
		operation: write,
		character_encoding: 'UTF-8',
		ignore_empty: file.ignoreEmpty,
		...(callbackUrl === undefined ? {} : { callback: { url: callbackUrl, method: 'post' } }),
		resource: [resource],
	};
	return {
		name: 'bulkWrite.create',
		size: file.rows.length,
		method: 'POST',
		path: `crm/bulk/${API_VERSION}/write`,
		body: JSON.stringify(body),
		repeat: 'never',
		units: 1,
		heavy: false,
		purpose: 'work',
		scope: ['ZohoCRM.bulk.CREATE', `ZohoCRM.modules.${module.toLowerCase()}.WRITE`],
		module,
	};
}

const FIXES: Record<string, string> = {
	INVALID_CALLBACK_URL: "Zoho cannot call this n8n. Set 'Wait' to Poll or Do Not Wait.",
	MANDATORY_FIELDS_NOT_MAPPED: 'Give every row the fields that the module demands.',
	MODULE_NOT_AVAILABLE: "Choose another module under 'Module', or use Batch Upsert.",
};

function jobRefused(said: ZohoSaid, { file }: BulkWriteJob): ZohoStop {
	const { code, message } = said;
	return new ZohoStop(
		'refused',
		`Zoho refused the job for ${file.rows.length} rows: ${code} ${message}`,
		FIXES[code] ??
			"Check the fields of the rows, 'Find By' and 'Lookups Found By' against Zoho's message.",
		said,
	);
}
