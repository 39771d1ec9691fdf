import { fieldOf } from '../shared/core/batchOutcome';
import type { RowOutcome } from '../shared/core/outcome';
import type { Parameters } from './readParameters';

/** The JSON of one output item, without `credits`. */
export function rowJson(
	outcome: RowOutcome,
	row: number,
	input: unknown,
	parameters: Parameters,
): Record<string, unknown> {
	const extra = parameters.options.includeInput ? { input } : {};
	if (outcome.outcome === 'planned') return { outcome: 'planned', call: outcome.call, ...extra };
	if (outcome.outcome === 'written') {
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
			...extra,
		};
	}
	const { code, message, details, reason, supersededBy } = outcome;
	return {
		row,
		outcome: outcome.outcome,
		status: 'error',
		field: fieldOf(details),
		code,
		message,
		reason,
		details,
		...(supersededBy === undefined ? {} : { supersededBy }),
		input,
	};
}

/** Zoho goes on to the module's other unique fields when no listed one matches (api/v7/upsert-records.html). */
const isUnlisted = (matched: string | null, { matchingFields }: Parameters): boolean =>
	matched !== null && matchingFields.length > 0 && !matchingFields.includes(matched);
