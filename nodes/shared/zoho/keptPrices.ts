import type { LivePrices } from '../core/prices';
import type { SharedState } from '../state/sharedState';
import { asObject } from './readBody';

/** So long a price list that was read holds for planning and reports; then the built-in one does again. */
const HOLDS_MS = 7 * 24 * 60 * 60 * 1000;

const keyOf = (org: string): string => `prices:${org}`;

/** Zoho's own prices in force for an organisation; null when they were not read, or the store cannot be reached. */
export async function keptPrices(state: SharedState, org: string): Promise<LivePrices | null> {
	const kept = asObject(await state.get(keyOf(org)).catch(() => undefined));
	const known = typeof kept?.readAt === 'number' && asObject(kept.rules) !== undefined;
	// What lies under this key is what `keepPrices` put there.
	return known ? (kept as unknown as LivePrices) : null;
}

/** From now on these hold; a list without a price of ours puts the built-in one back. */
export async function keepPrices(
	state: SharedState,
	org: string,
	{ readAt, rules }: LivePrices,
): Promise<void> {
	if (Object.keys(rules).length === 0) await state.drop(keyOf(org));
	else await state.put(keyOf(org), { readAt, rules }, HOLDS_MS);
}
