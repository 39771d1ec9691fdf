import type { IDataObject } from 'n8n-workflow';

import type { MetadataKey } from '../shared/core/metadataKinds';
import type { MetadataEntry } from '../shared/zoho/metadata';
import { metadataRefused } from '../shared/zoho/metadata';
import type { Session } from '../shared/zoho/session';
import type { PricedItem } from '../shared/ui/creditOutput';
import { pairedWithAll } from '../shared/ui/pairedWithAll';
import type { Wish } from './readWishes';

/**
 * One item for each kind and module, or one for each entry of it; what Zoho refused comes out as `available: false`.
 * What is asked for once for the whole input is paired with all of it.
 */
export function entryItems(
	session: Session,
	wishes: readonly Wish[],
	entries: readonly MetadataEntry[],
	{ split, inputs }: { split: boolean; inputs: number },
): PricedItem[] {
	const now = session.pace.now();
	const alone = wishes.length === 1;
	const placed = wishes.flatMap(({ item, keys }) =>
		keys.map((key) => ({
			key,
			pairedItem: alone || key.module === undefined ? pairsOf(inputs) : { item },
		})),
	);
	return placed.flatMap(({ key, pairedItem }, at) =>
		jsonOf(session, key, entries[at], now, split).map((json) => ({
			json,
			cost: 0,
			pairedItem,
		})),
	);
}

/** The pairs of an item that stands for the whole input. */
export const pairsOf = (inputs: number): PricedItem['pairedItem'] =>
	inputs === 1 ? { item: 0 } : pairedWithAll(inputs);

function jsonOf(
	session: Session,
	key: MetadataKey,
	entry: MetadataEntry,
	now: number,
	split: boolean,
): IDataObject[] {
	const head = { metadata: key.kind, ...(key.module === undefined ? {} : { module: key.module }) };
	if (entry.kind === 'refused') {
		const { code, message, details, status } = entry.said;
		return [{ ...head, available: false, status, code, message, details: details as IDataObject }];
	}
	const cache = {
		hit: entry.hit,
		age: Math.max(0, Math.round((now - entry.at) / 1000)),
		expiresAt: new Date(entry.expiresAt).toISOString(),
		store: session.state.scope === 'process' ? 'memory' : 'redis',
	};
	const list = entry.list as IDataObject[];
	if (split) return list.map((each) => ({ ...head, ...each, cache: { ...cache } }));
	return [{ ...head, available: true, count: list.length, entries: list, cache }];
}

/**
 * A module among many that the API does not handle is told in its item; when nothing at all could be had, that is an error.
 * @throws ZohoStop `refused` with Zoho's words
 */
export function failOnRefusals(
	keys: readonly MetadataKey[],
	entries: readonly MetadataEntry[],
): void {
	const [first] = entries;
	if (first?.kind === 'refused' && entries.every(({ kind }) => kind === 'refused')) {
		throw metadataRefused(keys[0].kind, keys[0].module, first.said);
	}
}

/** The one item of a Dry Run. */
export const planItem = (
	wanted: number,
	missing: number,
	calls: number,
	modulesUnknown: boolean,
): PricedItem => ({
	json: {
		outcome: 'planned',
		wanted,
		cached: wanted - missing,
		plan: {
			calls: calls + (modulesUnknown ? 1 : 0),
			credits: calls + (modulesUnknown ? 1 : 0),
			...(modulesUnknown
				? {
						atLeast: true,
						why: 'The list of modules is not cached; how many there are is not known before it is read',
					}
				: {}),
		},
	},
	cost: 0,
	pairedItem: { item: 0 },
});
