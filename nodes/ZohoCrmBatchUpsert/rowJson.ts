import { fieldOf } from '../shared/core/batchOutcome';
import type { NotWritten, RowOutcome, Written } from '../shared/core/outcome';
import { subformPlace } from '../shared/core/refusalReason';
import type { Parameters } from './readParameters';

/** The JSON of one output item; `credits` comes last. */
export function rowJson(
	outcome: RowOutcome,
	row: number,
	input: unknown,
	credits: unknown,
	parameters: Parameters,
): Record<string, unknown> {
	const extra = parameters.options.includeInput ? { input } : {};
	switch (outcome.outcome) {
		case 'planned':
			return { outcome: 'planned', call: outcome.call, ...extra, credits };
		case 'written':
			return isPlain(outcome, parameters)
				? plainJson(outcome, credits)
				: { ...writtenJson(outcome, parameters), ...extra, credits };
		default:
			return { row, ...failedJson(outcome), input, credits };
	}
}

/** Nothing to tell beside what every written row has. */
const isPlain = ({ duplicateField, confirmedBy }: Written, parameters: Parameters): boolean =>
	!parameters.options.includeInput && !confirmedBy && !isUnlisted(duplicateField, parameters);

/** Most items look like this; written out it takes less memory than put together from parts. */
function plainJson(outcome: Written, credits: unknown): Record<string, unknown> {
	const { id, action, code, message, details, duplicateField } = outcome;
	return {
		id,
		action,
		status: 'success',
		code,
		message,
		duplicateField,
		details,
		outcome: 'written',
		credits,
	};
}

function writtenJson(outcome: Written, parameters: Parameters): Record<string, unknown> {
	const { id, action, code, message, details, duplicateField, confirmedBy } = outcome;
	return {
		id,
		action,
		status: 'success',
		code,
		message,
		duplicateField,
		...(isUnlisted(duplicateField, parameters) ? { matchedByUnlistedField: true } : {}),
		details,
		outcome: 'written',
		...(confirmedBy ? { confirmedBy } : {}),
	};
}

function failedJson(failure: NotWritten): Record<string, unknown> {
	const { outcome, code, message, details, reason, supersededBy } = failure;
	const inSubform = subformPlace(details);
	return {
		outcome,
		status: 'error',
		field: fieldOf(details),
		...(inSubform ? { subformRow: inSubform.row } : {}),
		code,
		message,
		reason,
		details,
		...(supersededBy === undefined ? {} : { supersededBy }),
	};
}

/** Zoho goes on to the module's other unique fields when no listed one matches (api/v7/upsert-records.html). */
const isUnlisted = (matched: string | null, { matchingFields }: Parameters): boolean =>
	matched !== null && matchingFields.length > 0 && !matchingFields.includes(matched);
