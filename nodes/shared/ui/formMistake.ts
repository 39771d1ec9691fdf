import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { isObject } from '../core/isObject';

/** A field of a form whose value cannot be meant. A sentence: `'${field}' ${reason}`. */
export interface FieldMistake {
	/** Displayed name. */
	field: string;
	reason: string;
	fix: string;
}

/**
 * What is wrong with the value of a field, however deep in collections. n8n checks typed values only: an expression may
 * come to anything, and a choice that is none, or a limit that is no number, would do something else than it says.
 * @param raw what stands in the form in the value's place, expressions unresolved
 */
export function mistakeIn(
	property: INodeProperties,
	value: unknown,
	raw: unknown,
): FieldMistake | undefined {
	const { type, displayName: field } = property;
	if (type === 'collection') return inCollection(property, value, raw);
	if (type === 'fixedCollection') return inLists(property, value, raw);
	// Left open, which every node takes for its default; an expression was to say something.
	const isLeftOpen = isListed(property) ? value === undefined : isOpen(value);
	if (isLeftOpen && !isExpression(raw)) return undefined;
	const wrong = CHECKS[type]?.(value, property);
	return wrong && { field, ...wrong };
}

type Wrong = Omit<FieldMistake, 'field'>;

const CHECKS: Partial<
	Record<INodeProperties['type'], (value: unknown, property: INodeProperties) => Wrong | undefined>
> = {
	options: (value, property) => noChoice(property, value) ?? noText(value),
	multiOptions: wrongList,
	string: noText,
	boolean: (value) =>
		typeof value === 'boolean'
			? undefined
			: {
					reason: `${said(value)}, not true or false`,
					fix: 'Use an expression that makes true or false, not text.',
				},
	number: wrongNumber,
};

const isOpen = (value: unknown): boolean => value === undefined || value === null || value === '';

const isExpression = (raw: unknown): boolean => typeof raw === 'string' && raw.startsWith('=');

/** Its choices stand in the form; those of others come from Zoho. */
const isListed = ({ type, typeOptions }: INodeProperties): boolean =>
	(type === 'options' || type === 'multiOptions') && typeOptions?.loadOptionsMethod === undefined;

function noChoice(property: INodeProperties, value: unknown): Wrong | undefined {
	if (!isListed(property)) return undefined;
	const choices = (property.options ?? []) as INodePropertyOptions[];
	if (choices.some((choice) => choice.value === value)) return undefined;
	const names = choices.map(({ name, value: one }) => `${name} (${String(one)})`).join(', ');
	return { reason: `${said(value)}, which is none of its choices`, fix: `Choose one of ${names}.` };
}

function wrongList(value: unknown, property: INodeProperties): Wrong | undefined {
	// Names between commas, as an expression makes them.
	if (!isListed(property) && (typeof value === 'string' || isOpen(value))) return undefined;
	if (!Array.isArray(value))
		return { reason: `${said(value)}, not a list`, fix: 'Use an expression that makes a list.' };
	for (const each of value as unknown[]) {
		const wrong = noChoice(property, each) ?? (isOpen(each) ? holdsNothing : noText(each));
		if (wrong) return wrong;
	}
	return undefined;
}

const holdsNothing: Wrong = { reason: 'holds an empty entry', fix: 'Leave the entry out.' };

function noText(value: unknown): Wrong | undefined {
	const isText = typeof value === 'string' || typeof value === 'boolean' || isOpen(value);
	if (isText || (typeof value === 'number' && Number.isFinite(value))) return undefined;
	return { reason: `${said(value)}, not text`, fix: 'Use an expression that makes text.' };
}

function wrongNumber(value: unknown, { typeOptions }: INodeProperties): Wrong | undefined {
	const isNumeric = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
	const number = isNumeric ? Number(value) : NaN;
	if (!Number.isFinite(number))
		return {
			reason: `${said(value)}, not a number`,
			fix: 'Use an expression that makes a number.',
		};
	const least = typeOptions?.minValue;
	if (least === undefined || number >= least) return undefined;
	return { reason: `is ${number}`, fix: `Give a number from ${least} up.` };
}

function inCollection(
	{ options, displayName: field }: INodeProperties,
	value: unknown,
	raw: unknown,
): FieldMistake | undefined {
	if (isOpen(value)) return undefined;
	if (!isObject(value))
		return { field, reason: said(value), fix: 'Fill in its fields one by one.' };
	for (const property of (options ?? []) as INodeProperties[]) {
		if (!Object.hasOwn(value, property.name)) continue;
		const found = mistakeIn(property, value[property.name], partOf(raw, property.name));
		if (found) return found;
	}
	return undefined;
}

function inLists(
	{ options, displayName: field }: INodeProperties,
	value: unknown,
	raw: unknown,
): FieldMistake | undefined {
	const wrong = (what: unknown) => ({
		field,
		reason: said(what),
		fix: 'Fill in its lines one by one.',
	});
	if (isOpen(value)) return undefined;
	if (!isObject(value)) return wrong(value);
	for (const { name, values } of (options ?? []) as INodePropertyCollection[]) {
		const lines = value[name] ?? [];
		if (!Array.isArray(lines)) return wrong(lines);
		for (const [at, line] of (lines as unknown[]).entries()) {
			if (!isObject(line)) return wrong(line);
			const group = { options: values, displayName: field } as INodeProperties;
			const found = inCollection(group, line, partOf(partOf(raw, name), at));
			if (found) return found;
		}
	}
	return undefined;
}

const partOf = (raw: unknown, name: string | number): unknown =>
	typeof raw === 'object' && raw !== null ? (raw as Record<string | number, unknown>)[name] : raw;

const LONGEST_SHOWN = 80;

function said(value: unknown): string {
	if (isOpen(value)) return 'is empty';
	if (Array.isArray(value)) return 'is a list';
	if (typeof value === 'object') return 'is an object';
	if (typeof value === 'string') return `is ${JSON.stringify(value.slice(0, LONGEST_SHOWN))}`;
	return Number.isNaN(value) ? 'is the result of a failed calculation' : `is ${String(value)}`;
}
