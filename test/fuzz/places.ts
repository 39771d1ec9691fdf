import { set } from 'lodash';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';

/** One parameter of a node's form, and a form in which it is shown. */
export interface Place {
	/** Where its value goes: `['options', 'resolveLookups', 'lookups', '0', 'field']`. */
	path: string[];
	/** Displayed names, outermost first. */
	labels: string[];
	property: INodeProperties;
	/** What stands in the form when it works; the place's own value is to be put in. */
	form: INodeParameters;
}

interface Level {
	path: string[];
	labels: string[];
	form: INodeParameters;
	/** What a fresh entry of a list of fields begins with. */
	usual: INodeParameters;
}

/**
 * Every parameter that a form can show with these choices made, each with what shows it: collections, lists of fields and
 * what else lies within others included. One that several choices show is there once for each.
 */
export function placesOf(
	properties: INodeProperties[],
	form: INodeParameters,
	usual: INodeParameters,
	fixed: string[],
): Place[] {
	return properties.flatMap((property) =>
		placesIn(property, { path: [], labels: [], form, usual }, new Set(fixed)),
	);
}

function placesIn(property: INodeProperties, level: Level, fixed: Set<string>): Place[] {
	if (property.type === 'notice' || fixed.has(property.name)) return [];
	return waysToShow(property, level, fixed).flatMap((form) => {
		const path = [...level.path, property.name];
		const labels = [...level.labels, property.displayName];
		const own = { path, labels, property, form };
		return [own, ...inner(property, { ...level, path, labels, form }, fixed)];
	});
}

function inner(property: INodeProperties, level: Level, fixed: Set<string>): Place[] {
	if (property.type === 'collection') {
		return (property.options as INodeProperties[]).flatMap((one) => placesIn(one, level, fixed));
	}
	if (property.type !== 'fixedCollection') return [];
	return (property.options as Array<{ name: string; values: INodeProperties[] }>).flatMap(
		({ name, values }) => {
			const isList = property.typeOptions?.multipleValues === true;
			const entry = [...level.path, name];
			const path = isList ? [...entry, '0'] : entry;
			const form = withValue(level.form, entry, isList ? [level.usual] : level.usual);
			return values.flatMap((one) => placesIn(one, { ...level, path, form }, fixed));
		},
	);
}

/** Forms that show the property: one for each value of the choice that decides it. */
function waysToShow(
	{ displayOptions }: INodeProperties,
	level: Level,
	fixed: Set<string>,
): INodeParameters[] {
	const conditions = Object.entries(displayOptions?.show ?? {});
	let forms = [level.form];
	for (const [key, allowed] of conditions) {
		const name = key.replace(/^\//, '');
		const path = key.startsWith('/') ? [name] : [...level.path, name];
		if (fixed.has(name)) {
			if (!allowed!.includes(level.form[name] as string)) return [];
		} else {
			forms = forms.flatMap((form) =>
				allowed!.map((value) => withValue(form, path, name === 'kinds' ? [value] : value)),
			);
		}
	}
	return forms;
}

export function withValue(form: INodeParameters, path: string[], value: unknown): INodeParameters {
	return set(structuredClone(form), path, value);
}
