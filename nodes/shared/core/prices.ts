/** Where a price comes from: Zoho's documentation, our reading of it, or Zoho's own list at run time. */
export type Basis = 'documented' | 'assumed' | 'live';

export interface Price {
	credits: number;
	basis: Basis;
}

/** How a call's size (records, ids, or the LIMIT of a query) turns into credits. */
export type Rule =
	| { kind: 'flat'; credits: number }
	| { kind: 'per'; size: number }
	| { kind: 'steps'; steps: ReadonlyArray<readonly [upTo: number, credits: number]> };

interface Listed {
	rule: Rule;
	basis: Basis;
	/** The page that says so. */
	source: string;
}

const LIMITS = 'https://www.zoho.com/crm/developer/docs/api/v8/api-limits.html';
const OTHER = `${LIMITS} (row "all other APIs")`;
const API_LIST = 'https://www.zoho.com/crm/developer/docs/api/v7/list-available-rest-apis.html';
const COQL = 'https://www.zoho.com/developer/docs/vertical-solutions/api/v5/COQL-Overview.html';

const perTen: Listed = { rule: { kind: 'per', size: 10 }, basis: 'documented', source: LIMITS };
const one: Listed = { rule: { kind: 'flat', credits: 1 }, basis: 'documented', source: OTHER };

/** The built-in price list: what each call costs when Zoho takes it on. */
export const PRICE_LIST = {
	'records.insert': perTen,
	'records.update': perTen,
	'records.upsert': perTen,
	'records.delete': one,
	'records.massUpdate': { ...one, basis: 'assumed' },
	'records.get': one,
	'records.list': one,
	'records.listByView': { ...one, rule: { kind: 'flat', credits: 3 }, source: LIMITS },
	'records.search': one,
	'records.count': one,
	'records.deleted': { ...one, rule: { kind: 'flat', credits: 2 }, source: LIMITS },
	'records.related': one,
	'records.link': one,
	'records.convert': { ...one, rule: { kind: 'flat', credits: 5 }, source: LIMITS },
	'records.blueprint': one,
	'records.tag': one,
	'records.tagMany': { rule: { kind: 'per', size: 50 }, basis: 'documented', source: LIMITS },
	'records.massDelete': { rule: { kind: 'per', size: 100 }, basis: 'assumed', source: LIMITS },
	'records.massConvert': {
		rule: { kind: 'flat', credits: 200 },
		basis: 'assumed',
		source: LIMITS,
	},
	'records.merge': { ...one, rule: { kind: 'flat', credits: 50 }, source: API_LIST },
	'notes.read': one,
	'notes.write': one,
	'files.read': one,
	'files.write': one,
	'mail.send': { ...one, rule: { kind: 'flat', credits: 20 }, source: API_LIST },
	'bulkRead.create': { ...one, rule: { kind: 'flat', credits: 50 }, source: LIMITS },
	'bulkRead.status': { ...one, basis: 'assumed' },
	'bulkRead.result': { ...one, basis: 'assumed' },
	'bulkWrite.create': { ...one, rule: { kind: 'flat', credits: 500 }, source: LIMITS },
	/** On the host of Zoho's file store, with a scope of its own: no page prices it. */
	'bulkWrite.upload': { ...one, basis: 'assumed' },
	'bulkWrite.status': { ...one, basis: 'assumed' },
	/** Lies on a download host, off the paths of the API: no page prices it. */
	'bulkWrite.result': { rule: { kind: 'flat', credits: 0 }, basis: 'assumed', source: OTHER },
	'coql.query': {
		rule: {
			kind: 'steps',
			steps: [
				[200, 1],
				[1000, 2],
				[2000, 3],
			],
		},
		basis: 'documented',
		source: COQL,
	},
	'settings.modules': one,
	'settings.module': one,
	'settings.fields': one,
	'settings.layouts': one,
	'settings.relatedLists': one,
	'settings.customViews': one,
	'settings.profiles': one,
	'settings.roles': one,
	'settings.read': one,
	'settings.write': one,
	'users.list': one,
	'users.write': one,
	'org.get': one,
	'apis.list': { ...one, source: API_LIST },
	'notifications.read': one,
	'notifications.write': one,
	'composite.send': {
		rule: {
			kind: 'steps',
			steps: [
				[1, 1],
				[2, 2],
			],
		},
		basis: 'documented',
		source: 'https://www.zoho.com/crm/developer/docs/api/v7/composite-api.html',
	},
	/** A path that no page prices. */
	'other.call': { ...one, basis: 'assumed' },
} as const satisfies Record<string, Listed>;

export type CallName = keyof typeof PRICE_LIST;

/** Zoho's own prices: a rule by call (`coql.query`), and by call and module (`records.get/Deals`) where one has its own. */
export interface LivePrices {
	/** When Zoho's list was read, epoch ms. */
	readAt: number;
	rules: Readonly<Record<string, Rule>>;
}

/**
 * The price of one call that Zoho takes on: by Zoho's own list where it was read and names the call, else by ours.
 * @param size records or ids in the call, or the LIMIT of a query; at least 1
 * @param module whose own price counts where it has one
 */
export function creditsFor(
	call: CallName,
	size = 1,
	live: LivePrices | null = null,
	module = '',
): Price {
	const rule = live?.rules[`${call}/${module}`] ?? live?.rules[call];
	if (rule) return { credits: creditsByRule(rule, size), basis: 'live' };
	const { rule: builtIn, basis }: Listed = PRICE_LIST[call];
	return { credits: creditsByRule(builtIn, size), basis };
}

/**
 * What a call costs that Zoho refused as a whole: nothing when it was turned away at the door (login,
 * too many calls), else one credit. Zoho documents neither; see "open doubts" in docs/routes.md.
 */
export function creditsForRefusal(status: number): Price {
	return { credits: status === 401 || status === 429 ? 0 : 1, basis: 'assumed' };
}

function creditsByRule(rule: Rule, size: number): number {
	switch (rule.kind) {
		case 'flat':
			return rule.credits;
		case 'per':
			return Math.ceil(Math.max(size, 1) / rule.size);
		case 'steps': {
			const step = rule.steps.find(([upTo]) => size <= upTo) ?? rule.steps[rule.steps.length - 1];
			return step[1];
		}
	}
}
