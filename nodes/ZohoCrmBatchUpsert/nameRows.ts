import type { Row } from '../shared/core/row';
import type { BatchJob, BatchResult } from '../shared/zoho/batchWrite';
import type { Session } from '../shared/zoho/session';
import type { Prepared } from './prepare';
import { valuesRefused } from './prepare';
import type { Naming } from './resolveNames';
import { resolveNames } from './resolveNames';
import { sendable } from './settleUnknown';

/** The records in which names and addresses stand: those of the rows, or the one that a mass update writes into all. */
export function namedIn({ operation, values }: BatchJob, open: readonly Row[]): readonly Row[] {
	if (operation === 'delete' || open.length === 0) return [];
	return operation === 'massUpdate' ? [{ index: 0, record: values }] : open;
}

/**
 * Puts ids for names, keys and addresses into the rows still open, or into the values of a mass update. Rows for which
 * there is none, or more than one, are refused.
 * @throws ZohoStop when Zoho cannot be asked, or the values of a mass update would be refused
 */
export async function nameRows(
	session: Session,
	naming: Naming,
	job: BatchJob,
	prepared: Prepared,
	result: BatchResult,
): Promise<void> {
	const asked = namedIn(job, sendable(prepared, result));
	const { rows, refused, places } = await resolveNames(session, naming, asked);
	result.lookups = places;
	if (job.operation === 'massUpdate') {
		const refusal = refused.get(0);
		if (refusal) throw valuesRefused(refusal.reason);
		for (const { record } of rows) job.values = record;
		return;
	}
	for (const row of rows) prepared.rows.set(row.index, row);
	for (const [index, refusal] of refused) {
		prepared.rows.delete(index);
		if (!result.outcomes.has(index)) result.outcomes.set(index, refusal);
	}
}
