import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { isObject } from '../core/isObject';
import { CHECKS, isListed, isOpen, said } from './fieldChecks';

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

/** Whether any value of a field is looked at here. */
export const isChecked = ({ type }: INodeProperties): boolean =>
	type === 'collection' || type === 'fixedCollection' || type in CHECKS;

const isExpression = (raw: unknown): boolean => typeof raw === 'string' && raw.startsWith('=');

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
