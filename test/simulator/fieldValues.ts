import { isZohoDate, parseZohoTime, zohoTime } from './recordTime';
import type { Org } from './org';
import type { FieldSchema, FieldType, LayoutSchema } from './schema';

/** A value as the store keeps it, or what Zoho would say is wrong with it (the varying part of `details`). */
export type Parsed = { value: unknown } | { wrong: Record<string, unknown> };

type Parser = (raw: unknown, field: FieldSchema, org: Org, layout?: LayoutSchema) => Parsed;

const expected = (type: string): Parsed => ({ wrong: { expected_data_type: type } });
const tooLong = (length: number): Parsed => ({ wrong: { maximum_length: length } });

const emailPattern = /^[^\s@"(),:;<>[\]\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,22}$/;
// Zoho takes digits, letters and the separators people use; a text such as "n/a!" is refused.
const phonePattern = /^\+?[\dA-Za-z][\dA-Za-z\s().,;#-]*$|^\+?\([\dA-Za-z\s().,;#-]+$/;
const websitePattern = /^(https?:\/\/|ftp:\/\/)?([\w-]+\.)+[A-Za-z]{2,}(:\d+)?([/?#]\S*)?$/i;

function textOf(type: string, pattern?: RegExp): Parser {
	return (raw, field) => {
		if (typeof raw !== 'string') return expected(type);
		const value = raw.trim();
		if (pattern && !pattern.test(value)) return expected(type);
		return value.length > field.length ? tooLong(field.length) : { value };
	};
}

function digitsOf(value: number): number {
	return String(Math.trunc(Math.abs(value))).length;
}

function numberOf(type: string, whole: boolean): Parser {
	return (raw, field, org) => {
		const asText = org.switches.numbersAsText === 'accepted' && typeof raw === 'string';
		const value = asText && /^-?\d+(\.\d+)?$/.test(raw) ? Number(raw) : raw;
		if (typeof value !== 'number' || !Number.isFinite(value)) return expected(type);
		if (whole && !Number.isInteger(value)) return expected(type);
		return digitsOf(value) > field.length ? tooLong(field.length) : { value };
	};
}

const bigint: Parser = (raw, field) => {
	const text = typeof raw === 'number' && Number.isSafeInteger(raw) ? String(raw) : raw;
	if (typeof text !== 'string' || !/^-?\d+$/.test(text)) return expected('bigint');
	return text.replace('-', '').length > field.length ? tooLong(field.length) : { value: text };
};

const dateTime: Parser = (raw, _field, org) => {
	const time = parseZohoTime(raw, org.switches.zuluTimes);
	return time === undefined ? expected('datetime') : { value: zohoTime(time, org.timeZone) };
};

function allowedValues(field: FieldSchema, layout?: LayoutSchema): string[] {
	for (const section of layout?.sections ?? []) {
		const placed = section.fields.find(({ apiName }) => apiName === field.apiName);
		if (placed?.values) return placed.values;
	}
	return field.picklist.map(({ actualValue }) => actualValue);
}

function picklistValue(
	raw: string,
	field: FieldSchema,
	org: Org,
	layout?: LayoutSchema,
): string | undefined {
	if (org.switches.unknownPicklistValue === 'accepted') return raw;
	return allowedValues(field, layout).find((value) => value === raw);
}

const picklist: Parser = (raw, field, org, layout) => {
	if (typeof raw !== 'string') return expected('picklist');
	if (raw === '-None-') return { value: null };
	const value = picklistValue(raw, field, org, layout);
	return value === undefined
		? { wrong: { supported_values: allowedValues(field, layout) } }
		: { value };
};

const multiSelect: Parser = (raw, field, org, layout) => {
	if (!Array.isArray(raw)) return expected('jsonarray');
	const values: string[] = [];
	for (const entry of raw) {
		if (typeof entry !== 'string') return expected('text');
		const value = picklistValue(entry, field, org, layout);
		if (value === undefined) return { wrong: { supported_values: allowedValues(field, layout) } };
		if (!values.includes(value)) values.push(value);
	}
	return { value: values };
};

const parsers: Partial<Record<FieldType, Parser>> = {
	text: textOf('text'),
	textarea: textOf('textarea'),
	email: textOf('email', emailPattern),
	phone: textOf('phone', phonePattern),
	website: textOf('website', websitePattern),
	integer: numberOf('integer', true),
	bigint,
	double: numberOf('double', false),
	currency: numberOf('currency', false),
	percent: numberOf('percent', false),
	boolean: (raw) => (typeof raw === 'boolean' ? { value: raw } : expected('boolean')),
	date: (raw) => (isZohoDate(raw) ? { value: raw } : expected('date')),
	datetime: dateTime,
	picklist,
	multiselectpicklist: multiSelect,
};

/**
 * Reads one plain value of a record (all types but lookups and subforms) by the rules of
 * https://www.zoho.com/crm/developer/docs/api/v7/insert-records.html: wrong kinds, lengths and picklist values are refused.
 */
export function parsePlainValue(
	raw: unknown,
	field: FieldSchema,
	org: Org,
	layout?: LayoutSchema,
): Parsed {
	const parser = parsers[field.type];
	if (!parser) throw new Error(`No plain value: ${field.type}`);
	return parser(raw, field, org, layout);
}

/** Null and the empty text clear a field. */
export function isEmptyValue(raw: unknown): boolean {
	return raw === null || raw === undefined || (typeof raw === 'string' && raw.trim() === '');
}
