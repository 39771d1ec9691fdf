import type { RunMemory } from '../shared/ui/runMemory';
import type { Miss } from '../shared/core/readOutcome';
import type { ZohoRecord } from '../shared/core/row';
import { notSentFor } from '../shared/zoho/notSent';
import type { ZohoStop } from '../shared/zoho/stop';

/** What one input item, or all that ask the same, got. */
export interface Answer {
	/** Input items, ascending. */
	items: number[];
	records: FoundRecord[];
	/** Why there is nothing, or not all; null when there is. */
	miss: Miss | null;
	/** What an answer without records accounts for. */
	missCost: number;
	/** Put on the first record, or on the miss. */
	extra: Record<string, unknown>;
}

export interface FoundRecord {
	record: ZohoRecord;
	cost: number;
}

/** The outcome of a whole run. */
export interface ReadResult {
	answers: Answer[];
	/** Why the run ended early; null when all was read. */
	stop: ZohoStop | null;
}

/** The outcome of what the run did not get to. */
export const missFor = (stop: ZohoStop, details: Record<string, unknown> = {}): Miss => {
	const { code, message, reason, details: said } = notSentFor(stop);
	return { outcome: 'notSent', code, message, reason, details: { ...said, ...details } };
};

/** Reads leave nothing row by row for a retry: only what was spent, and what stopped them. */
export type NothingKept = RunMemory<{ outcome: string }>;
