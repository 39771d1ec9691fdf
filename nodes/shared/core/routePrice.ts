import sumBy from 'lodash/sumBy';

import type { Basis, CallName, LivePrices } from './prices';
import { creditsFor } from './prices';

/** Calls of one kind in a route. */
export interface Part {
	call: CallName;
	/** How many. */
	calls: number;
	/** What the price of each goes by. */
	size?: number;
}

export interface PricedRoute {
	calls: number;
	credits: number;
	/** `assumed` as soon as a part of it is. */
	basis: Basis;
	/** The part of `credits` that no page of Zoho's prices. */
	assumed: number;
}

/** The price of calls together; those that are not made do not count. */
export function priceParts(parts: readonly Part[], live: LivePrices | null = null): PricedRoute {
	const made = parts.filter(({ calls }) => calls > 0);
	const priced = made.map(({ call, calls, size }) => {
		const { credits, basis } = creditsFor(call, size, live);
		return { calls, basis, credits: calls * credits };
	});
	return {
		calls: sumBy(priced, 'calls'),
		credits: sumBy(priced, 'credits'),
		basis: weakest(priced.map(({ basis }) => basis)),
		assumed: sumBy(priced, ({ basis, credits }) => (basis === 'assumed' ? credits : 0)),
	};
}

/** Rows in full calls, and in one that is not full. */
export const inCallsOf = (call: CallName, perCall: number, rows: number): Part[] => [
	{ call, calls: Math.floor(rows / perCall), size: perCall },
	{ call, calls: rows % perCall > 0 ? 1 : 0, size: rows % perCall },
];

/** A sum is no surer than its most doubtful part. */
export const weakest = (bases: readonly Basis[]): Basis =>
	(['assumed', 'documented', 'live'] as const).find((basis) => bases.includes(basis)) ??
	'documented';
