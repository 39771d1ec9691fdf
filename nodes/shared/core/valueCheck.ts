import type { FieldMeta } from './fieldMeta';
import { shownValue } from './jsonValue';
import { LARGEST_EXACT_NUMBER } from './limits';
import { splitChoices } from './multiSelect';
import { refuse } from './outcome';
import type { NotWritten } from './outcome';
import { isMoment, withDates, zohoDate, zohoDateTime } from './zohoDates';

export interface ValueCheckOptions {
	/** The workflow's time zone, for dates without an offset. */
	zone: string;
	/** Text for a multi-select becomes a list; else it is refused. */
	splitText: boolean;
}

/** A value in the form Zoho takes, or why it cannot be sent. */
export type CheckedValue = { value: unknown } | { refusal: NotWritten };

/**
 * Checks one value of a record and puts dates into Zoho's form.
 * @param field the field's metadata; undefined when it is not known
 */
export function checkValue(
	name: string,
	value: unknown,
	field: FieldMeta | undefined,
	options: ValueCheckOptions,
): CheckedValue {
	if (!field && typeof value === 'string') return { value };
	if (isMoment(value)) return checkMoment(name, value, field, options.zone);
	const unfit = unfitNumber(value, AMOUNTS.has(field?.dataType ?? ''));
	if (unfit !== undefined) return { refusal: numberRefusal(name, unfit) };
	if (!field) return { value: withDates(value, options.zone) };
	if (isDateField(field)) return checkDateField(field, value, options.zone);
	if (typeof value !== 'string') return { value: withDates(value, options.zone) };
	if (field.dataType === 'multiselectpicklist' && value !== '') {
		return options.splitText
			? { value: splitChoices(value, field) }
			: { refusal: needsList(field, value) };
	}
	const refusal = tooLong(field, value);
	return refusal ? { refusal } : { value };
}

/** Fields that hold amounts, which are numbers of limited precision in Zoho too. */
const AMOUNTS = new Set(['currency', 'double', 'percent']);

const isDateField = ({ dataType }: FieldMeta): boolean =>
	dataType === 'date' || dataType === 'datetime';

function checkMoment(
	name: string,
	value: unknown,
	field: FieldMeta | undefined,
	zone: string,
): CheckedValue {
	const day = field?.dataType === 'date';
	const text = day ? zohoDate(value, zone) : zohoDateTime(value, zone);
	if (text !== undefined) return { value: text };
	const refusal = refuse('INVALID_DATA', `${name} holds a date that is no valid date`, {
		api_name: name,
	});
	return { refusal };
}

function checkDateField(field: FieldMeta, value: unknown, zone: string): CheckedValue {
	if (value === undefined || value === null) return { value };
	if (value === '') return { value: null };
	const day = field.dataType === 'date';
	const text = day ? zohoDate(value, zone) : zohoDateTime(value, zone);
	if (text !== undefined) return { value: text };
	const needed = day ? 'a date such as 2025-01-31' : 'a date and time such as 2025-01-31T09:30:00';
	return { refusal: misfit(field, `needs ${needed}, not ${shownValue(value)}`) };
}

/** The first number in a value, lists and objects included, that would reach Zoho as another one or as null. */
function unfitNumber(value: unknown, isAmount: boolean): number | undefined {
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) return value;
		const inexact = Number.isInteger(value) && Math.abs(value) > LARGEST_EXACT_NUMBER;
		return inexact && !isAmount ? value : undefined;
	}
	if (typeof value !== 'object' || value === null || isMoment(value)) return undefined;
	for (const inner of Object.values(value)) {
		const found = unfitNumber(inner, false);
		if (found !== undefined) return found;
	}
	return undefined;
}

function numberRefusal(name: string, value: number): NotWritten {
	if (!Number.isFinite(value)) {
		return refuse(
			'INVALID_DATA',
			`${name} holds ${value}, which is no number to JSON: Zoho would get null and empty the field`,
			{ api_name: name },
		);
	}
	return refuse(
		'NUMBER_NOT_EXACT',
		`${name} holds the number ${value}, which is beyond what JavaScript keeps exactly, so it may already ` +
			'be another one. Zoho ids have 18 or 19 digits: keep them as text (in quotes) where they come from',
		{ api_name: name },
	);
}

function needsList(field: FieldMeta, value: string): NotWritten {
	const list = JSON.stringify(value.split(/\s*[;,]\s*/).filter(Boolean));
	return misfit(
		field,
		`needs a list such as ${list}, not text. Give a list, or switch on the option 'Split Text for Multi-Select'`,
		{
			expected_data_type: 'jsonarray',
		},
	);
}

/** Field types whose `length` in the metadata counts characters. */
const TEXTS = new Set(['text', 'email', 'phone', 'website']);

function tooLong(field: FieldMeta, value: string): NotWritten | undefined {
	if (field.length === null || value.length <= field.length || !TEXTS.has(field.dataType)) {
		return undefined;
	}
	// Zoho does not say whether a character beyond 16 bits counts as one or two: only what is too long either way.
	const characters = [...value].length;
	if (characters <= field.length) return undefined;
	const rule = `takes at most ${field.length} characters; this text has ${characters}`;
	return misfit(field, rule, { maximum_length: field.length });
}

const misfit = (
	{ label, apiName, dataType }: FieldMeta,
	rule: string,
	details: Record<string, unknown> = { expected_data_type: dataType },
): NotWritten =>
	refuse('INVALID_DATA', `'${label}' (${apiName}) ${rule}`, { api_name: apiName, ...details });
