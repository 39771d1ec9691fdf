import { outcomesOf } from '../core/batchOutcome';
import type { NotWritten } from '../core/outcome';
import type { Row } from '../core/row';
import type { BatchJob, BatchResult } from './batchWrite';
import type { Answer } from './call';
import { asObject } from './readBody';
import type { ZohoSaid } from './stop';
import { ZohoStop } from './stop';
import { saidIn } from './wordings';

/**
 * Gives every row of an answered call its outcome.
 * @throws ZohoStop `refused` when Zoho refused the call as a whole: the next one would fare no better
 */
export function settleAnswer(
	job: BatchJob,
	rows: readonly Row[],
	{ reply, sentAt }: Extract<Answer, { kind: 'answered' }>,
	result: BatchResult,
): void {
	const outcomes = outcomesOf(rows, asObject(reply.body)?.data, job.operation);
	if (outcomes) {
		result.lostInARow = 0;
		outcomes.forEach((outcome, at) => result.outcomes.set(rows[at].index, outcome));
		return;
	}
	const said = saidIn(reply);
	const setAll = (outcome: Pick<NotWritten, 'outcome' | 'code' | 'reason'>) => {
		const { message } = said;
		const details = asObject(said.details) ?? {};
		for (const row of rows)
			result.outcomes.set(row.index, { ...outcome, message, details, sentAt, wholeCall: true });
	};
	if (reply.status >= 400) {
		const reason = `Zoho refused the whole call: ${said.code} ${said.message}`;
		setAll({ outcome: 'refused', code: said.code, reason });
		throw new ZohoStop('refused', reason, fixFor(said, job), said);
	}
	const reason = `Zoho answered ${reply.status} without one readable entry for each row, so nobody can tell what was written`;
	setAll({ outcome: 'unknown', code: 'UNREADABLE_ANSWER', reason });
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
