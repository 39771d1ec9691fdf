import { isObject } from './isObject';
import type { RowOutcome, Written } from './outcome';
import { reasonFor } from './refusalReason';
import type { Row } from './row';
import { shareTexts } from './shareTexts';

/** What a write call was for; decides the action where Zoho does not name one. */
export type WriteOperation = 'upsert' | 'insert' | 'update' | 'delete' | 'massUpdate';

/**
 * Puts the entries of Zoho's `data[]` back onto the rows that were sent: by position, the only order
 * Zoho's samples show (https://www.zoho.com/crm/developer/docs/api/v8/upsert-records.html). Success is
 * read from each entry's `status`, never from the HTTP status.
 * @param labels names of fields as Zoho shows them, by API name; those of subforms are used
 * @returns undefined when the answer does not have one readable entry for every row
 */
export function outcomesOf(
	rows: readonly Row[],
	data: unknown,
	operation: WriteOperation,
	labels?: ReadonlyMap<string, string>,
): RowOutcome[] | undefined {
	if (!Array.isArray(data) || data.length !== rows.length) return undefined;
	const outcomes: RowOutcome[] = [];
	for (const [at, entry] of data.entries()) {
		shareTexts(data[at - 1], entry);
		const outcome = outcomeOf(entry, rows[at], operation, labels);
		if (outcome === undefined) return undefined;
		outcomes.push(outcome);
	}
	return outcomes;
}

const ACTION = {
	upsert: 'update',
	insert: 'insert',
	update: 'update',
	delete: 'delete',
	massUpdate: 'update',
} as const;

function outcomeOf(
	entry: unknown,
	row: Row,
	operation: WriteOperation,
	labels?: ReadonlyMap<string, string>,
): RowOutcome | undefined {
	if (!isObject(entry) || typeof entry.code !== 'string') return undefined;
	if (entry.status !== 'success' && entry.status !== 'error') return undefined;
	const { code, action, duplicate_field: duplicateField } = entry;
	const message = typeof entry.message === 'string' ? entry.message : '';
	const details = isObject(entry.details) ? entry.details : {};
	if (entry.status === 'error') {
		// The rows of a mass update hold ids; the values that Zoho speaks of are the same for all.
		const sent = operation === 'massUpdate' ? null : row.record;
		const said = { code, message, details };
		return { outcome: 'refused', ...said, reason: reasonFor(said, sent, labels) };
	}
	const written: Written = {
		outcome: 'written',
		id: typeof details.id === 'string' ? details.id : null,
		action: action === 'insert' || action === 'update' ? action : ACTION[operation],
		code,
		message,
		details,
		duplicateField: typeof duplicateField === 'string' ? duplicateField : null,
	};
	return written;
}

/** The API name of the record's own field that Zoho's details speak of, or of the one around it; null when they name none. */
export function fieldOf(details: Record<string, unknown>): string | null {
	const around = /^\$\.data\[\d+\]\.(\w+)[.[]/.exec(String(details.json_path))?.[1];
	if (around !== undefined) return around;
	if (typeof details.parent_api_name === 'string') return details.parent_api_name;
	if (typeof details.api_name === 'string') return details.api_name;
	const nested = Array.isArray(details.errors) ? details.errors.find(isObject) : undefined;
	return nested && isObject(nested.details) ? fieldOf(nested.details) : null;
}
