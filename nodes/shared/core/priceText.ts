import isEqual from 'lodash/isEqual';

import type { Basis, CallName, LivePrices, Rule } from './prices';
import { PRICE_LIST } from './prices';

/** One line of a price list. */
export interface PriceLine {
	call: CallName;
	/** The module whose own price this is; null for all others. */
	module: string | null;
	/** In words. */
	price: string;
	basis: Basis;
	builtIn: string;
	/** Whether Zoho's list says something else than the built-in one. */
	differs: boolean;
	/** The page that the built-in price is from. */
	source: string;
}

const CALLS = Object.keys(PRICE_LIST) as CallName[];

/** The price list in force: Zoho's own where it was read, else the built-in one. */
export function priceLines(live: LivePrices | null): PriceLine[] {
	const common = CALLS.map((call) => lineOf(call, null, live?.rules[call]));
	const own = Object.entries(live?.rules ?? {}).flatMap(([key, rule]) => {
		const [call, module] = key.split('/');
		return module === undefined ? [] : [lineOf(call as CallName, module, rule)];
	});
	return [...common, ...own].sort((a, b) => a.call.localeCompare(b.call));
}

function lineOf(call: CallName, module: string | null, live: Rule | undefined): PriceLine {
	const { rule, basis, source }: { rule: Rule; basis: Basis; source: string } = PRICE_LIST[call];
	return {
		call,
		module,
		price: ruleText(live ?? rule),
		basis: live ? 'live' : basis,
		builtIn: ruleText(rule),
		differs: live !== undefined && !isEqual(live, rule),
		source,
	};
}

/** `1`, `1 per 10`, `1 up to 200, 2 up to 1,000, 3 up to 2,000`. */
export function ruleText(rule: Rule): string {
	switch (rule.kind) {
		case 'flat':
			return String(rule.credits);
		case 'per':
			return `1 per ${rule.size}`;
		case 'steps':
			return rule.steps
				.map(([upTo, credits]) => `${credits} up to ${upTo.toLocaleString('en')}`)
				.join(', ');
	}
}
