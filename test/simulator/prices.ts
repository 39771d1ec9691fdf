import { perOrg } from './org';
import type { Org } from './org';
import { isObject } from './recordBody';
import type { Route, SimCall } from './route';

/** A price that Zoho changed: the same for every call, or one credit for each `per` records begun. */
export type PriceChange = { fixed: number } | { per: number };

const changesOf = perOrg(() => new Map<string, PriceChange>());

/**
 * From now on calls of the route named so cost this in the org, whatever their outcome decides; undefined gives the
 * documented price back. @throws Error naming what is no price.
 */
export function changePrice(org: Org, name: string, change: PriceChange | undefined): void {
	if (change === undefined) {
		changesOf(org).delete(name);
		return;
	}
	const [value, least] = 'fixed' in change ? [change.fixed, 0] : [change.per, 1];
	if (!Number.isInteger(value) || value < least) {
		throw new Error(`${JSON.stringify(change)} is no price for ${name}`);
	}
	changesOf(org).set(name, change);
}

/** The changed price of a call; undefined where the documented one holds. */
export function changedPrice(route: Route, call: SimCall): number | undefined {
	const change = changesOf(call.org).get(route.name);
	if (!change) return undefined;
	return 'fixed' in change
		? change.fixed
		: Math.max(1, Math.ceil(recordsOf(call.body) / change.per));
}

/** Credits when accepted, as they stand in the org. */
export function priceOf(route: Route, call: SimCall): number {
	return changedPrice(route, call) ?? route.price(call);
}

function recordsOf(body: unknown): number {
	if (!isObject(body)) return 0;
	const list = [body.data, body.ids].find(Array.isArray);
	return list?.length ?? 0;
}
