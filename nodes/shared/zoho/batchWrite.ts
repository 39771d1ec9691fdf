import { attributeWrite } from '../core/attribution';
import type { WriteOperation } from '../core/batchOutcome';
import type { ExternalIds } from '../core/externalIds';
import type { RowOutcome } from '../core/outcome';
import type { Row, ZohoRecord } from '../core/row';
import type { WriteCall } from '../core/writePlan';
import { inOrder } from './inOrder';
import type { WriteExtras } from './records';
import { writeCall } from './records';
import { recoverRows } from './recoverWrite';
import { send } from './send';
import type { Session } from './session';
import { settleAnswer } from './settleAnswer';
import { stopFrom, ZohoStop } from './stop';

export interface BatchJob {
	operation: WriteOperation;
	module: string;
	extras: WriteExtras;
	/** What `massUpdate` writes into every record. */
	values: ZohoRecord;
	/** The fields by which a written row can be found again, in order; `id` comes first by itself. */
	keyFields: readonly string[];
	parallel: number;
	/** What stands for record ids by External ID fields; left out: nothing. */
	external?: ExternalIds;
	/** Names of the module's fields as Zoho shows them, by API name, as far as they are known. */
	labels?: ReadonlyMap<string, string>;
}

/** By item index. `costs` is what each row accounts for, over all tries. */
export interface BatchResult {
	outcomes: Map<number, RowOutcome>;
	costs: Map<number, number>;
	/** Why the run ended early; null when every call was sent. */
	stop: ZohoStop | null;
	/** Calls in a row whose outcome stayed unknown. */
	lostInARow: number;
	/** In how many places of all rows a name or key had to be turned into an id; left out: none. */
	lookups?: number;
}

export const emptyResult = (): BatchResult => ({
	outcomes: new Map(),
	costs: new Map(),
	stop: null,
	lostInARow: 0,
});

/** A service that loses this many answers one after another is left alone. */
const MOST_LOST_IN_A_ROW = 2;

/** Sends planned writes; every row gets an outcome, or none when it was not sent because the run stopped. */
export async function batchWrite(
	session: Session,
	job: BatchJob,
	calls: readonly WriteCall[],
	result: BatchResult,
): Promise<void> {
	const run = async (call: WriteCall) => {
		try {
			await sendRows(session, job, call.rows, result, 0);
		} catch (error) {
			result.stop ??= stopFrom(error);
		}
	};
	await inOrder(calls, job.parallel, run, () => result.stop !== null);
}

/**
 * Sends rows in one call and settles each. After a lost answer the rows are read back, and those that did
 * not arrive are sent again, at most twice.
 */
export async function sendRows(
	session: Session,
	job: BatchJob,
	rows: readonly Row[],
	result: BatchResult,
	round: number,
): Promise<void> {
	const answer = await send(
		session,
		writeCall(job.operation, job.module, rows, job.extras, job.values, job.external),
	);
	charge(rows, answer.charges, result);
	const reason =
		answer.kind === 'lost' ? answer.reason : settleAnswer(job, rows, answer.reply, result);
	if (reason === undefined) return;
	const loss = { reason, sentAt: answer.sentAt, mayResend: round < 2 };
	const again = await recoverRows(session, job, rows, loss, result);
	if (again.length > 0) await sendRows(session, job, again, result, round + 1);
	const unresolved = rows.some((row) => result.outcomes.get(row.index)?.outcome === 'unknown');
	result.lostInARow = unresolved ? result.lostInARow + 1 : 0;
	if (result.lostInARow >= MOST_LOST_IN_A_ROW) throw answersLost(reason);
}

function charge(rows: readonly Row[], charges: readonly number[], result: BatchResult): void {
	for (const cost of charges) {
		attributeWrite(cost, rows.length).forEach((share, at) => {
			const { index } = rows[at];
			if (share > 0) result.costs.set(index, (result.costs.get(index) ?? 0) + share);
		});
	}
}

const answersLost = (reason: string): ZohoStop =>
	new ZohoStop(
		'unreachable',
		`Zoho's answers went missing several times in a row (${reason})`,
		'Rows marked unknown may have been written; look at one of them in Zoho CRM before sending them again.',
	);
