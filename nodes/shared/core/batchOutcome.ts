import type { NotWritten, RowOutcome, Written } from './outcome';
import type { Row } from './row';

/** What a write call was for; decides the action where Zoho does not name one. */
export type WriteOperation = 'upsert' | 'insert' | 'update' | 'delete' | 'massUpdate';

/**
 * Puts the entries of Zoho's `data[]` back onto the rows that were sent: by position, the only order
 * Zoho's samples show (https://www.zoho.com/crm/developer/docs/api/v8/upsert-records.html). Success is
 * read from each entry's `status`, never from the HTTP status.
 * @returns undefined when the answer does not have one readable entry for every row
 */
export function outcomesOf(
	rows: readonly Row[],
	data: unknown,
	operation: WriteOperation,
): RowOutcome[] | undefined {
	if (!Array.isArray(data) || data.length !== rows.length) return undefined;
	const outcomes = data.map((entry, at) => outcomeOf(entry, rows[at], operation));
	return outcomes.every((outcome) => outcome !== undefined) ? outcomes : undefined;
}

const ACTION = {
	upsert: 'update',
	insert: 'insert',
	update: 'update',
	delete: 'delete',
	massUpdate: 'update',
} as const;

function outcomeOf(entry: unknown, row: Row, operation: WriteOperation): RowOutcome | undefined {
	if (!isObject(entry) || typeof entry.code !== 'string') return undefined;
	const said = {
		code: entry.code,
		message: typeof entry.message === 'string' ? entry.message : '',
		details: isObject(entry.details) ? entry.details : {},
	};
	if (entry.status !== 'success') return refusedByZoho(said, row);
	const written: Written = {
		outcome: 'written',
		id: typeof said.details.id === 'string' ? said.details.id : null,
		action:
			entry.action === 'insert' || entry.action === 'update' ? entry.action : ACTION[operation],
		...said,
		duplicateField: typeof entry.duplicate_field === 'string' ? entry.duplicate_field : null,
	};
	return written;
}

type Said = Pick<NotWritten, 'code' | 'message' | 'details'>;

function refusedByZoho(said: Said, row: Row): NotWritten {
	return { outcome: 'refused', ...said, reason: reasonFor(said, row) };
}

/** A sentence that names field, value and rule, from Zoho's code, message and details. */
function reasonFor(said: Said, row: Row): string {
	const inner = said.details.errors;
	if (Array.isArray(inner)) {
		return inner
			.filter(isObject)
			.map((error) =>
				reasonFor(
					{ ...said, ...error, details: isObject(error.details) ? error.details : {} },
					row,
				),
			)
			.join('; ');
	}
	const field = fieldOf(said.details);
	const parts = [`${said.code}: ${said.message || 'Zoho gave no message'}`];
	if (field) parts.push(`field ${field}${valueText(row.record[field])}`);
	const rule = ruleText(said.details);
	if (rule) parts.push(rule);
	return parts.join(' · ');
}

/** The API name of the field that Zoho's details speak of, null when they name none. */
export function fieldOf(details: Record<string, unknown>): string | null {
	if (typeof details.api_name === 'string') return details.api_name;
	const nested = Array.isArray(details.errors) ? details.errors.find(isObject) : undefined;
	return nested && isObject(nested.details) ? fieldOf(nested.details) : null;
}

function valueText(value: unknown): string {
	if (value === undefined) return ' (not given)';
	const text = JSON.stringify(value) ?? String(value);
	return ` = ${text.length > 80 ? `${text.slice(0, 80)}…` : text}`;
}

function ruleText(details: Record<string, unknown>): string | undefined {
	if (details.expected_data_type !== undefined)
		return `Zoho expects ${String(details.expected_data_type)}`;
	if (details.maximum_length !== undefined)
		return `at most ${String(details.maximum_length)} characters`;
	if (details.supported_values !== undefined)
		return `allowed: ${JSON.stringify(details.supported_values)}`;
	const holder = isObject(details.duplicate_record) ? details.duplicate_record.id : details.id;
	return holder !== undefined ? `existing record ${String(holder)}` : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
