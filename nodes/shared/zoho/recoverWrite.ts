import type { NotWritten, RowOutcome, Written } from '../core/outcome';
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
 * settles every row for which that can be told.
 * @returns the rows that did not arrive, or, with automations off, may be sent again without harm
 */
export async function recoverRows(
	session: Session,
	job: BatchJob,
	rows: readonly Row[],
	loss: Loss,
	result: BatchResult,
): Promise<Row[]> {
	const { queries, blind } = planReadBack(withValues(job, rows), job.keyFields);
	for (const row of blind)
		setUnknown(result, row, loss, 'it has no key by which it could be found again');
	const again: Row[] = [];
	for (const query of queries) {
		const found = await readBack(session, job, query, result);
		for (const row of query.rows) {
			const outcome = judge(session, job, row, query.field, found, loss);
			if (outcome !== 'resend') result.outcomes.set(row.index, outcome);
			else if (loss.mayResend) again.push(row);
			else setUnknown(result, row, loss, 'it was sent three times, and each answer was lost');
		}
	}
	const originals = new Map(rows.map((row) => [row.index, row]));
	return again.map((row) => originals.get(row.index) ?? row);
}

/** For the comparison, a mass update's rows hold the values it writes. */
const withValues = (job: BatchJob, rows: readonly Row[]): Row[] =>
	rows.map((row) => ({ index: row.index, record: { ...row.record, ...job.values } }));

type ReadBack =
	| { kind: 'found'; records: Map<string, FoundRecord> }
	| { kind: 'failed'; why: string };

async function readBack(
	session: Session,
	job: BatchJob,
	query: ReadBackQuery,
	result: BatchResult,
): Promise<ReadBack> {
	const compared = [...new Set(query.rows.flatMap(plainFields))].slice(0, MOST_COMPARED_FIELDS);
	try {
		const records =
			(await ask(session, job, query, compared)) ?? (await ask(session, job, query, []));
		return records ? { kind: 'found', records } : { kind: 'failed', why: 'Zoho refused the query' };
	} catch (error) {
		if (error instanceof ZohoStop && error.reason === 'scope')
			return { kind: 'failed', why: error.message };
		for (const row of query.rows) {
			result.outcomes.set(
				row.index,
				unknownOutcome('it could not be read back', {
					reason: '',
					sentAt: session.pace.now(),
					mayResend: false,
				}),
			);
		}
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

function judge(
	session: Session,
	job: BatchJob,
	row: Row,
	field: string,
	read: ReadBack,
	loss: Loss,
): RowOutcome | 'resend' {
	const harmless = job.extras.trigger?.length === 0 && job.operation !== 'insert';
	if (read.kind === 'failed')
		return harmless ? 'resend' : unknownOutcome(`it could not be read back: ${read.why}`, loss);
	const found = read.records.get(keyText(row.record[field]) ?? '');
	if (job.operation === 'delete')
		return found ? 'resend' : confirmed('delete', String(row.record.id));
	if (!found) return 'resend';
	const sentAt = loss.sentAt + session.clockOffset;
	const isNew = Date.parse(found.Created_Time ?? '') >= Math.floor(sentAt / 1000) * 1000;
	// A record that was there before is not what a Create made; sending it again brings Zoho's own refusal.
	if (job.operation === 'insert' && !isNew) return 'resend';
	const shows = showsWrite(row, found, sentAt);
	if (shows === 'no') return 'resend';
	const action = isNew && job.operation !== 'update' ? 'insert' : 'update';
	if (shows === 'yes') return confirmed(action, found.id);
	return harmless
		? 'resend'
		: unknownOutcome('somebody or a workflow changed the record at the same time', loss);
}

const confirmed = (action: Written['action'], id: string): Written => ({
	outcome: 'written',
	id,
	action,
	code: 'CONFIRMED_BY_READING_BACK',
	message: "Zoho's answer was lost; the record was read back and holds what was sent",
	details: { id },
	duplicateField: null,
	confirmedBy: 'readBack',
});

function setUnknown(result: BatchResult, row: Row, loss: Loss, why: string): void {
	result.outcomes.set(row.index, unknownOutcome(why, loss));
}

const unknownOutcome = (why: string, loss: Loss): NotWritten => ({
	outcome: 'unknown',
	code: 'OUTCOME_UNKNOWN',
	message: `Zoho's answer was lost (${loss.reason})`,
	details: {},
	reason: `Zoho may or may not have written this row: ${loss.reason || 'its answer was lost'}, and ${why}. It is not sent again by itself`,
	sentAt: loss.sentAt,
});
