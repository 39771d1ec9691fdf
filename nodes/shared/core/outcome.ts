/** What became of one row. Everything but `written` and `planned` goes to the Failed output. */
export type RowOutcome = Written | Planned | NotWritten;

export interface Written {
	outcome: 'written';
	id: string | null;
	action: 'insert' | 'update' | 'delete';
	/** Zoho's own words. */
	code: string;
	message: string;
	details: Record<string, unknown>;
	/** The field by which Zoho found the existing record; null when it made a new one or was given an id. */
	duplicateField: string | null;
	/** Set when the answer was lost and the record was read back instead. */
	confirmedBy?: 'readBack';
}

export interface Planned {
	outcome: 'planned';
	/** Which of the planned calls, counted from 1, would carry the row. */
	call: number;
	/** It is a bulk job (Bulk Job only). */
	byJob?: true;
}

export interface NotWritten {
	outcome: 'refused' | 'notSent' | 'unknown' | 'superseded' | 'skipped';
	code: string;
	message: string;
	details: Record<string, unknown>;
	/** One sentence for a person: which field, what happened, what to do. */
	reason: string;
	/** The row that took this one's place (superseded only). */
	supersededBy?: number;
	/** When the write was sent whose answer was lost, by our clock (unknown only). */
	sentAt?: number;
	/** Nothing was wrong with this row: Zoho refused the whole call that carried it (refused only). */
	wholeCall?: true;
}

export interface Refusal extends NotWritten {
	outcome: 'refused';
}

/** A refusal of our own, before anything is sent: of a row to write, or of one to look up. */
export function refuse(
	code: string,
	reason: string,
	details: Record<string, unknown> = {},
): Refusal {
	return { outcome: 'refused', code, message: reason, details, reason };
}

export const isFailure = (outcome: RowOutcome): outcome is NotWritten =>
	outcome.outcome !== 'written' && outcome.outcome !== 'planned';

const IN_ORDER: ReadonlyArray<RowOutcome['outcome']> = [
	'written',
	'planned',
	'refused',
	'notSent',
	'unknown',
	'superseded',
	'skipped',
];

/** Counts by outcome, for summaries, in one order and without zeros: `{ written: 993, refused: 7 }`. */
export function countOutcomes(
	outcomes: Iterable<RowOutcome>,
): Partial<Record<RowOutcome['outcome'], number>> {
	const counts = new Map<RowOutcome['outcome'], number>();
	for (const { outcome } of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
	return Object.fromEntries(
		IN_ORDER.filter((outcome) => counts.has(outcome)).map((outcome) => [
			outcome,
			counts.get(outcome),
		]),
	);
}
