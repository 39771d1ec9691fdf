import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { MetadataKey, MetadataKindName } from '../shared/core/metadataKinds';
import { everythingAbout, METADATA_KINDS } from '../shared/core/metadataKinds';
import { moduleNameOf } from '../shared/ui/moduleName';

/** What one input item asks for. */
export interface Wish {
	item: number;
	keys: MetadataKey[];
}

/**
 * The metadata that each item asks for. Kinds of the whole organisation are asked for once, by the first item.
 * @param all API names of all modules, for `Of: All Modules`; only the first item asks for those
 * @throws NodeOperationError for a module that cannot be
 */
export function readWishes(ctx: IExecuteFunctions, items: number, all: string[] | null): Wish[] {
	const chosen = ctx.getNodeParameter('kinds', 0, []) as Array<MetadataKindName | 'everything'>;
	if (chosen.length === 0) {
		throw new NodeOperationError(ctx.getNode(), "'Metadata' is empty", {
			description: 'Choose what to get.',
		});
	}
	const ofOrganization = chosen.filter(
		(kind): kind is MetadataKindName => kind !== 'everything' && !METADATA_KINDS[kind].perModule,
	);
	const wishes: Wish[] = [];
	for (let item = 0; item < items; item++) {
		const modules = all
			? item === 0
				? all
				: []
			: asksForModules(chosen)
				? [moduleNameOf(ctx, item)]
				: [];
		const keys = modules.flatMap((module) => keysOf(module, chosen));
		if (item === 0) keys.unshift(...ofOrganization.map((kind) => ({ kind })));
		if (keys.length > 0) wishes.push({ item, keys });
	}
	return wishes;
}

export const asksForModules = (chosen: ReadonlyArray<MetadataKindName | 'everything'>): boolean =>
	chosen.some((kind) => kind === 'everything' || METADATA_KINDS[kind].perModule);

function keysOf(
	module: string,
	chosen: ReadonlyArray<MetadataKindName | 'everything'>,
): MetadataKey[] {
	if (chosen.includes('everything')) return everythingAbout(module);
	return chosen
		.filter(
			(kind): kind is MetadataKindName => kind !== 'everything' && METADATA_KINDS[kind].perModule,
		)
		.map((kind) => ({ kind, module }));
}
