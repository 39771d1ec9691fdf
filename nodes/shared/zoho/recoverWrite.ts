import { confirmedWrite, unknownWrite } from '../core/lostOutcome';
import type { RowOutcome } from '../core/outcome';
import type { FoundRecord, ReadBackQuery } from '../core/readBack';
import { planReadBack, plainFields, showsWrite } from '../core/readBack';
import type { Row } from '../core/row';
import { keyText } from '../core/rowKeys';
import type { BatchJob, BatchResult } from './batchWrite';
import { coqlCall, coqlRows, coqlText } from './coql';
import { send } from './send';
import type { Session } from './session';
import { ZohoStop, passOn } from './stop';

export interface Loss {
	reason: string;
	/** When the write was sent, by our clock. */
	sentAt: number;
	/** Whether rows that did not arrive may be sent once more. */
	mayResend: boolean;
}

/** Columns beside id, key and times that help to tell whether a record holds what we sent. */
const MOST_COMPARED_FIELDS = 40;

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
		const found = await readBack(session, job, query);
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

type ReadBack =
	| { kind: 'found'; records: Map<string, FoundRecord> }
	| { kind: 'failed'; why: string };

async function readBack(session: Session, job: BatchJob, query: ReadBackQuery): Promise<ReadBack> {
	const compared = [...new Set(query.rows.flatMap(plainFields))].slice(0, MOST_COMPARED_FIELDS);
	try {
		const records =
			(await ask(session, job, query, compared)) ?? (await ask(session, job, query, []));
		return records ? { kind: 'found', records } : { kind: 'failed', why: 'Zoho refused the query' };
	} catch (error) {
		if (error instanceof ZohoStop && error.reason === 'scope')
			return { kind: 'failed', why: error.message };
		throw passOn(error);
	}
}

async function ask(
	session: Session,
	job: BatchJob,
	{ field, values }: ReadBackQuery,
	compared: readonly string[],
): Promise<Map<string, FoundRecord> | undefined> {
	const columns = [...new Set(['id', 'Modified_Time', 'Created_Time', field, ...compared])].join(
		', ',
	);
	const list = values.map((value) => (field === 'id' ? value : coqlText(value))).join(', ');
	const text = `select ${columns} from ${job.module} where ${field} in (${list}) limit 200`;
	const answer = await send(session, coqlCall(text, 200, 'overhead', job.module));
	if (answer.kind === 'lost')
		throw new ZohoStop(
			'unreachable',
			`Zoho's answer was lost: ${answer.reason}`,
			'Run it again later.',
		);
	const found = coqlRows(answer.reply);
	return (
		found && new Map(found.map((record) => [keyText(record[field]) ?? '', record as FoundRecord]))
	);
}

/** `absent`: the write did not arrive. `harmless`: nobody can tell, but writing the row twice does no harm. */
function judge(
	session: Session,
	job: BatchJob,
	row: Row,
	field: string,
	read: ReadBack,
	loss: Loss,
): RowOutcome | 'absent' | 'harmless' {
	const harmless = job.extras.trigger?.length === 0 && job.operation !== 'insert';
	if (read.kind === 'failed')
		return harmless
			? 'harmless'
			: unknownWrite(loss.reason, `it could not be read back: ${read.why}`, loss.sentAt);
	const found = read.records.get(keyText(row.record[field]) ?? '');
	if (job.operation === 'delete')
		return found ? 'absent' : confirmedWrite('delete', String(row.record.id));
	if (!found) return 'absent';
	const sentAt = loss.sentAt + session.clockOffset;
	const isNew = Date.parse(found.Created_Time ?? '') >= Math.floor(sentAt / 1000) * 1000;
	// A record that was there before is not what a Create made; sending it again brings Zoho's own refusal.
	if (job.operation === 'insert' && !isNew) return 'absent';
	const shows = showsWrite(row, found, sentAt);
	if (shows === 'no') return 'absent';
	const action = isNew && job.operation !== 'update' ? 'insert' : 'update';
	if (shows === 'yes') return confirmedWrite(action, found.id);
	return harmless
		? 'harmless'
		: unknownWrite(
				loss.reason,
				'somebody or a workflow changed the record at the same time',
				loss.sentAt,
			);
}

function setUnknown(result: BatchResult, row: Row, loss: Loss, why: string): void {
	result.outcomes.set(row.index, unknownWrite(loss.reason, why, loss.sentAt));
}
