import type { INodeParameters, INodeProperties, INodePropertyMode, INodeType } from 'n8n-workflow';
import { leads, operationsOf, usualOf } from './forms';
import type { Seeded } from './forms';
import type { Place } from './places';
import { placesOf } from './places';

/** What n8n calls a method of a node for while a form is open, and what asks for it in the form. */
const KINDS = ['listSearch', 'loadOptions', 'resourceMapping'] as const;

export type ListKind = (typeof KINDS)[number];

export interface List {
	kind: ListKind;
	method: string;
}

/** A field that asks for a list, and all fields of the form around it. */
export interface Asking {
	place: Place;
	around: Place[];
}

/** Every method of a node that the editor can call. */
export function listsOf({ methods = {}, description }: INodeType): List[] {
	return Object.entries(methods).flatMap(([kind, named]) => {
		if (!KINDS.includes(kind as ListKind))
			throw new Error(
				`${description.name} has methods of the kind ${kind}, which nothing here calls`,
			);
		return Object.keys(named as object).map((method) => ({ kind: kind as ListKind, method }));
	});
}

/** Where forms ask for a list, in every operation. */
export function asking({ method }: List, node: INodeType, seeded: Seeded): Asking[] {
	const { name, properties } = node.description;
	const usual = name.endsWith('Trigger') ? { module: leads('Leads') } : usualOf(name, seeded);
	const operations = operationsOf(node);
	const forms: INodeParameters[] =
		operations.length === 0 ? [{}] : operations.map((operation) => ({ ...usual, operation }));
	return forms.flatMap((form) => {
		const around = placesOf(properties, form, usual, ['operation']);
		return around
			.filter(({ property }) => methodsIn(property).includes(method))
			.map((place) => ({ place, around }));
	});
}

function methodsIn({ typeOptions, modes = [] }: INodeProperties): unknown[] {
	return [
		typeOptions?.loadOptionsMethod,
		typeOptions?.resourceMapper?.resourceMapperMethod,
		...modes.map((mode: INodePropertyMode) => mode.typeOptions?.searchListMethod),
	];
}

/** As the editor names a field: `parameters.modules.watch[0].fields`. */
export const pathOf = ({ path }: Place): string =>
	['parameters', ...path].join('.').replace(/\.(\d+)(?=\.|$)/g, '[$1]');
