import { pathSegment } from './references';

/** What was typed into the form of one sub-request, by the names of its fields. */
export type PresetValues = Record<string, unknown>;

/** A field of the form that cannot be used; `field` is its displayed name. */
export class FormMistake extends Error {
	constructor(
		readonly field: string,
		reason: string,
	) {
		super(`'${field}' ${reason}`);
		this.name = 'FormMistake';
	}
}

/**
 * A text that must be there. Ids must come as text: JavaScript rounds 18 or 19 digits (public report R62).
 * @throws FormMistake
 */
export function needed(values: PresetValues, name: string, field: string): string {
	const value = values[name];
	if (typeof value === 'number' && !Number.isSafeInteger(value))
		throw new FormMistake(
			field,
			Number.isNaN(value)
				? 'is the result of a failed calculation'
				: `is the number ${value}; keep ids as text (in quotes) upstream`,
		);
	if (typeof value === 'object' && value !== null)
		throw new FormMistake(field, `is ${Array.isArray(value) ? 'a list' : 'an object'}, not text`);
	const text = optional(values, name);
	if (text === '') throw new FormMistake(field, 'is empty');
	return text;
}

/**
 * Names that must be there, between commas; an expression may give them as a list.
 * @throws FormMistake
 */
export function neededNames(values: PresetValues, name: string, field: string): string {
	const names = optional(values, name);
	if (names === '') throw new FormMistake(field, 'is empty');
	return names;
}

export const optional = (values: PresetValues, name: string): string => {
	const value = values[name];
	return value === undefined || value === null ? '' : String(value).trim();
};

/** A needed text as a segment of a path. */
export const segment = (values: PresetValues, name: string, field: string): string =>
	pathSegment(needed(values, name, field));

/**
 * An object that was read from the form's JSON; undefined where nothing was typed.
 * @throws FormMistake for JSON that is no object
 */
export function objectIn(
	values: PresetValues,
	name: string,
	field: string,
): Record<string, unknown> | undefined {
	const value = values[name];
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
	throw new FormMistake(field, 'is not a JSON object');
}

/** @throws FormMistake */
export function neededObject(
	values: PresetValues,
	name: string,
	field: string,
): Record<string, unknown> {
	const found = objectIn(values, name, field);
	if (!found) throw new FormMistake(field, 'is empty');
	return found;
}
