import { outcomesOf } from '../core/batchOutcome';
import type { Row } from '../core/row';
import type { BatchJob, BatchResult } from './batchWrite';
import type { ZohoReply } from './call';
import { asObject } from './readBody';
import type { ZohoSaid } from './stop';
import { ZohoStop } from './stop';
import { saidIn } from './wordings';

/**
 * Gives every row of an answered call its outcome.
 * @returns undefined, or in words how the answer says nothing about the rows, which is as good as a lost one
 * @throws ZohoStop `refused` when Zoho refused the call as a whole: the next one would fare no better
 */
export function settleAnswer(
	job: BatchJob,
	rows: readonly Row[],
	reply: ZohoReply,
	result: BatchResult,
): string | undefined {
	const outcomes = outcomesOf(rows, asObject(reply.body)?.data, job.operation, job.labels);
	if (outcomes) {
		result.lostInARow = 0;
		for (const [at, outcome] of outcomes.entries()) result.outcomes.set(rows[at].index, outcome);
		return undefined;
	}
	if (reply.status < 400)
		return `Zoho answered ${reply.status} without one readable entry for each row`;
	const said = saidIn(reply);
	const { code, message } = said;
	const details = asObject(said.details) ?? {};
	const reason = `Zoho refused the whole call: ${code} ${message}`;
	for (const { index } of rows) {
		const outcome = {
			outcome: 'refused',
			code,
			message,
			details,
			reason,
			wholeCall: true,
		} as const;
		result.outcomes.set(index, outcome);
	}
	throw new ZohoStop('refused', reason, fixFor(said, job), said);
}

function fixFor({ code }: ZohoSaid, job: BatchJob): string {
	if (code === 'INVALID_MODULE') return `Choose another module than ${job.module} under 'Module'.`;
	if (code === 'NO_PERMISSION' || code === 'AUTHORIZATION_FAILED') {
		return "The connected user's profile in Zoho CRM does not allow this; an administrator can change it.";
	}
	if (job.extras.duplicate_check_fields) {
		return "Check 'Matching Fields': Zoho takes the module's own duplicate field and fields marked as unique.";
	}
	return "Check the node's options against Zoho's message.";
}
