import type { FieldMeta } from './fieldMeta';
import { shownValue } from './jsonValue';
import { LARGEST_EXACT_NUMBER } from './limits';
import { refuse } from './outcome';
import type { Miss } from './readOutcome';
import { isMoment, zohoDate, zohoDateTime } from './zohoDates';

/** A value to look up: as text, and whether a query takes it bare, as it takes numbers. */
export interface LookupValue {
	text: string;
	bare: boolean;
}

const NUMBERS = new Set(['bigint', 'currency', 'double', 'formula', 'integer', 'percent']);
const REFERENCES = new Set(['lookup', 'ownerlookup', 'userlookup']);

/** Types that COQL does not compare with lists of values (COQL-Limitations.html). */
const NOT_COMPARED = new Set(['boolean', 'fileupload', 'imageupload', 'subform', 'textarea']);

export const canBeLookedUp = ({ dataType }: FieldMeta): boolean => !NOT_COMPARED.has(dataType);

/**
 * The value of one row in the form a query takes, or why it cannot be one.
 * @param field the field's metadata; undefined when it is not known, and then only the value itself tells
 * @param zone for dates without an offset: the workflow's
 */
export function lookupValueOf(
	value: unknown,
	field: FieldMeta | undefined,
	zone: string,
): LookupValue | Miss {
	const plain = isMoment(value) ? momentIn(value, field, zone) : idIn(value);
	if (isNothing(plain)) {
		return refuse('VALUE_MISSING', "The row has no 'Value' to look up");
	}
	if (typeof plain === 'number') return numberValue(plain);
	if (typeof plain !== 'string') {
		return refuse('VALUE_NOT_PLAIN', `'Value' ${shownValue(plain)} is no text and no number`);
	}
	return fitted(plain.trim(), field);
}

const isNothing = (plain: unknown): boolean =>
	plain === undefined ||
	plain === null ||
	(typeof plain === 'string' && plain.trim() === '') ||
	(Array.isArray(plain) && plain.length === 0);

const momentIn = (
	value: unknown,
	field: FieldMeta | undefined,
	zone: string,
): string | undefined =>
	field?.dataType === 'date' ? zohoDate(value, zone) : zohoDateTime(value, zone);

/** Records point at others as `{ id, name }`; the id is what a query compares. */
const idIn = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && 'id' in value ? value.id : value;

function numberValue(value: number): LookupValue | Miss {
	if (!Number.isFinite(value)) return refuse('VALUE_NOT_PLAIN', `'Value' ${value} is no number`);
	if (Number.isInteger(value) && Math.abs(value) > LARGEST_EXACT_NUMBER) {
		return refuse(
			'NUMBER_NOT_EXACT',
			`'Value' ${value} is beyond what JavaScript keeps exactly, so it may already be another number. Keep ` +
				'ids and long numbers as text (in quotes) where they come from',
		);
	}
	return { text: String(value), bare: true };
}

function fitted(text: string, field: FieldMeta | undefined): LookupValue | Miss {
	const type = field?.dataType ?? '';
	if (REFERENCES.has(type) && !/^\d{1,19}$/.test(text)) {
		return misfit(text, field, 'points at a record: look it up by the id of that record');
	}
	if (!NUMBERS.has(type)) return { text, bare: REFERENCES.has(type) };
	if (!/^-?\d+(?:\.\d+)?$/.test(text)) return misfit(text, field, 'holds numbers');
	return { text, bare: true };
}

const misfit = (text: string, field: FieldMeta | undefined, rule: string): Miss =>
	refuse(
		'INVALID_DATA',
		`'${field?.label}' (${field?.apiName}) ${rule}; 'Value' is ${JSON.stringify(text.slice(0, 80))}`,
		{
			api_name: field?.apiName,
			expected_data_type: field?.dataType,
		},
	);
