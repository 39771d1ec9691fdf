import type { Row } from '../shared/core/row';
import type { BatchJob, BatchResult } from '../shared/zoho/batchWrite';
import { recoverRows } from '../shared/zoho/recoverWrite';
import type { Session } from '../shared/zoho/session';
import type { Prepared } from './prepare';

const isUnknown = (result: BatchResult, { index }: Row): boolean =>
	result.outcomes.get(index)?.outcome === 'unknown';

/** Rows that no earlier try settled for good. */
export const sendable = (prepared: Prepared, result: BatchResult): Row[] =>
	[...prepared.rows.values()].filter((row) => isSendable(result, row));

export function anySendable(prepared: Prepared, result: BatchResult): boolean {
	for (const row of prepared.rows.values()) if (isSendable(result, row)) return true;
	return false;
}

const isSendable = (result: BatchResult, row: Row): boolean =>
	!result.outcomes.has(row.index) || isUnknown(result, row);

/** Rows whose answer an earlier try lost are read back before anything else; those that did not arrive are open again. */
export async function settleUnknown(
	session: Session,
	job: BatchJob,
	prepared: Prepared,
	result: BatchResult,
): Promise<void> {
	const bySending = new Map<number, Row[]>();
	for (const row of prepared.rows.values()) {
		if (!isUnknown(result, row)) continue;
		const sentAt = sentAtOf(result, row);
		bySending.set(sentAt, [...(bySending.get(sentAt) ?? []), row]);
	}
	for (const [sentAt, rows] of bySending) {
		const loss = { reason: "an earlier try lost Zoho's answer", sentAt, mayResend: true };
		const again = await recoverRows(session, job, rows, loss, result);
		for (const { index } of again) result.outcomes.delete(index);
	}
}

function sentAtOf(result: BatchResult, row: Row): number {
	const outcome = result.outcomes.get(row.index);
	return outcome?.outcome === 'unknown' ? (outcome.sentAt ?? 0) : 0;
}
