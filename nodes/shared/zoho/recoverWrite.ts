import { confirmedWrite, unknownWrite } from '../core/lostOutcome';
import type { RowOutcome } from '../core/outcome';
import type { FoundRecord } from '../core/readBack';
import { planReadBack, showsWrite } from '../core/readBack';
import type { Row } from '../core/row';
import { keyText } from '../core/rowKeys';
import type { BatchJob, BatchResult } from './batchWrite';
import type { ReadBack } from './readBackKeys';
import { readBackKeys } from './readBackKeys';
import type { Session } from './session';

export interface Loss {
	reason: string;
	/** When the write was sent, by our clock. */
	sentAt: number;
	/** Whether rows that did not arrive may be sent once more. */
	mayResend: boolean;
}

/**
 * Finds out what became of a write whose answer was lost, by reading the keys back (50 a credit), and
 * settles every row for which that can be told. Until then, and when reading back fails, a row counts as
 * unknown: nobody may take it for one that was not sent.
 * @returns the rows that did not arrive (they have no outcome then) or, with automations off, may be sent again without harm
 * @throws ZohoStop when Zoho can no longer be asked
 */
export async function recoverRows(
	session: Session,
	job: BatchJob,
	rows: readonly Row[],
	loss: Loss,
	result: BatchResult,
): Promise<Row[]> {
	const { queries, blind } = planReadBack(withValues(job, rows), job.keyFields);
	for (const row of rows) setUnknown(result, row, loss, 'it could not be read back');
	for (const row of blind)
		setUnknown(result, row, loss, 'it has no key by which it could be found again');
	const again = new Set<number>();
	for (const query of queries) {
		const found = await readBackKeys(session, job.module, query);
		for (const row of query.rows) {
			const outcome = judge(session, job, row, query.field, found, loss);
			if (typeof outcome === 'object') result.outcomes.set(row.index, outcome);
			else if (!loss.mayResend)
				setUnknown(result, row, loss, 'it was sent three times, and each answer was lost');
			else again.add(row.index);
			if (outcome === 'absent' && loss.mayResend) result.outcomes.delete(row.index);
		}
	}
	return rows.filter(({ index }) => again.has(index));
}

/** For the comparison, a mass update's rows hold the values it writes. */
const withValues = (job: BatchJob, rows: readonly Row[]): Row[] =>
	rows.map((row) => ({ index: row.index, record: { ...row.record, ...job.values } }));

/** `absent`: the write did not arrive. `harmless`: nobody can tell, but writing the row twice does no harm. */
function judge(
	session: Session,
	job: BatchJob,
	row: Row,
	field: string,
	read: ReadBack,
	loss: Loss,
): RowOutcome | 'absent' | 'harmless' {
	const harmless = isHarmless(job);
	if (read.kind === 'failed')
		return harmless
			? 'harmless'
			: unknownWrite(loss.reason, `it could not be read back: ${read.why}`, loss.sentAt);
	const found = read.records.get(keyText(row.record[field]) ?? '') ?? [];
	if (job.operation === 'delete')
		return found.length > 0 ? 'absent' : confirmedWrite('delete', idOf(row));
	const sentAt = loss.sentAt + session.clockOffset;
	// A record that was there before is not what a Create made; sending it again brings Zoho's own refusal.
	const written = found
		.filter((record) => job.operation !== 'insert' || isNew(record, sentAt))
		.map((record) => ({ record, shows: showsWrite(row, record, sentAt, field) }))
		.filter(({ shows }) => shows !== 'no');
	if (written.length === 0) return 'absent';
	const sure = written.find(({ shows }) => shows === 'yes')?.record;
	if (sure) {
		const made = isNew(sure, sentAt) && ['insert', 'upsert'].includes(job.operation);
		return confirmedWrite(made ? 'insert' : 'update', sure.id);
	}
	return harmless
		? 'harmless'
		: unknownWrite(
				loss.reason,
				'somebody or a workflow changed the record at the same time',
				loss.sentAt,
			);
}

/** Null for a row that an External ID field stands for. */
const idOf = ({ record }: Row): string | null =>
	record.id === undefined ? null : String(record.id);

/** Written twice is written once, and no workflow runs. A mass update always runs them; deleting twice is refused. */
const isHarmless = ({ operation, extras }: BatchJob): boolean =>
	extras.trigger?.length === 0 && (operation === 'upsert' || operation === 'update');

/** Zoho's times have no part smaller than a second. */
const isNew = ({ Created_Time: created }: FoundRecord, sentAt: number): boolean =>
	Date.parse(created ?? '') >= Math.floor(sentAt / 1000) * 1000;

function setUnknown(result: BatchResult, row: Row, loss: Loss, why: string): void {
	result.outcomes.set(row.index, unknownWrite(loss.reason, why, loss.sentAt));
}
