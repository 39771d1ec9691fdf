import type { JobKind, JobStatus } from '../core/bulkJob';
import { stageOf } from '../core/bulkJob';
import type { ZohoCall } from './call';
import { API_VERSION } from './call';
import { asObject, textOf } from './readBody';
import { send } from './send';
import type { Session } from './session';
import { ZohoStop } from './stop';
import { saidIn } from './wordings';

/** api/v7/bulk-read/job-details.html, api/v7/bulk-write/job-details.html. */
const statusCall = (kind: JobKind, id: string): ZohoCall => ({
	name: kind === 'export' ? 'bulkRead.status' : 'bulkWrite.status',
	size: 1,
	method: 'GET',
	path: `crm/bulk/${API_VERSION}/${kind === 'export' ? 'read' : 'write'}/${encodeURIComponent(id)}`,
	repeat: 'safe',
	units: 1,
	heavy: false,
	purpose: 'overhead',
	scope: 'ZohoCRM.bulk.READ',
});

/**
 * Asks Zoho how a job stands, for a credit.
 * @throws ZohoStop `refused` for a job that Zoho does not know, or a state that it does not document
 */
export async function statusOf(session: Session, kind: JobKind, id: string): Promise<JobStatus> {
	const answer = await send(session, statusCall(kind, id));
	if (answer.kind === 'lost') {
		throw new ZohoStop(
			'unreachable',
			`How the job ${id} stands could not be found out: ${answer.reason}`,
			"The job goes on in Zoho. Ask again later with 'Get Result'.",
		);
	}
	const { reply } = answer;
	const view = jobIn(reply.body);
	if (reply.status >= 400 || !view) throw unknownJob(id, saidIn(reply));
	const state = textOf(view, 'state') ?? textOf(view, 'status') ?? '';
	const stage = stageOf(state);
	if (stage) return { stage, state, view };
	throw new ZohoStop(
		'refused',
		`The job ${id} is in the state ${JSON.stringify(state)}, which Zoho does not document`,
		'Look at the job in Zoho CRM, and please report this.',
		{ status: reply.status, code: state, message: '', details: view },
	);
}

/** A job alone or inside `data` (reads come wrapped, writes bare; callbacks either way). */
export function jobIn(body: unknown): Record<string, unknown> | undefined {
	const whole = asObject(body);
	return Array.isArray(whole?.data) ? asObject(whole.data[0]) : whole;
}

const unknownJob = (id: string, said: ReturnType<typeof saidIn>): ZohoStop =>
	new ZohoStop(
		'refused',
		said.status === 404
			? `Zoho does not know the job ${id}, or no longer keeps it`
			: `Zoho refused to say how the job ${id} stands: ${said.code} ${said.message}`,
		"Check 'Job ID' and 'Job Type', and that the credential is of the organisation that the job runs in.",
		said,
	);
