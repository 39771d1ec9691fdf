import { shownValue } from './jsonValue';
import { refuse } from './outcome';
import type { Miss } from './readOutcome';

/**
 * A record's id as text, or why it cannot be one. Numbers are refused whatever their size: JavaScript rounds 18 or 19
 * digits without a word (public reports R61, R62).
 */
export function recordIdOf(value: unknown): string | Miss {
	if (value === undefined || value === null || value === '') {
		return refuse('ID_MISSING', "The row has no 'Record ID'", { api_name: 'id' });
	}
	if (typeof value === 'number') {
		return refuse(
			'ID_IS_A_NUMBER',
			`The record ID ${value} is a number, and JavaScript does not keep 18 or 19 digits exactly. Keep ids ` +
				'as text (in quotes) where they come from',
			{ api_name: 'id' },
		);
	}
	if (typeof value === 'string' && /^\d{1,19}$/.test(value.trim())) return value.trim();
	const shown = shownValue(value);
	return refuse(
		'ID_NOT_VALID',
		`The record ID ${shown} is not a number of up to 19 digits in text form`,
		{ api_name: 'id' },
	);
}
