import groupBy from 'lodash/groupBy';
import maxBy from 'lodash/maxBy';

import { isObject } from './isObject';
import type { PricedPath } from './pricedPaths';
import { entriesAt } from './pricedPaths';
import type { CallName, Rule } from './prices';
import { PRICE_LIST } from './prices';

/** One path and method of Zoho's own price list. */
export interface ListedPath {
	method: string;
	path: string;
	scope: string;
	min: number;
	max: number;
}

/** What Zoho's list means for our calls. */
export interface PriceReading {
	/** By call, and by `call/Module` where a module's price is its own. */
	rules: Record<string, Rule>;
	/** Calls whose listed prices have a shape that we do not know; the built-in price stays. */
	unclear: Array<{ call: CallName; min: number; max: number }>;
}

/**
 * The paths of an answer of `GET __apis`: `{ __apis: [{ path, operation_types: [{ method, oauth_scope, min_credits,
 * max_credits }] }] }` (https://www.zoho.com/crm/developer/docs/api/v7/list-available-rest-apis.html). What has
 * another shape is left out.
 * @returns undefined when the answer is no such list at all
 */
export function pathsIn(body: unknown): ListedPath[] | undefined {
	const list = isObject(body) ? body.__apis : undefined;
	if (!Array.isArray(list)) return undefined;
	return list.flatMap((entry: unknown) => {
		if (!isObject(entry) || typeof entry.path !== 'string') return [];
		const operations: unknown[] = Array.isArray(entry.operation_types) ? entry.operation_types : [];
		const { path } = entry;
		return operations.flatMap((operation) => operationOf(path, operation) ?? []);
	});
}

function operationOf(path: string, operation: unknown): ListedPath | undefined {
	if (!isObject(operation)) return undefined;
	const { method, oauth_scope: scope, min_credits: min, max_credits: max } = operation;
	if (typeof method !== 'string' || !isPrice(min) || !isPrice(max) || min > max) return undefined;
	return { method, path, scope: typeof scope === 'string' ? scope : '', min, max };
}

const isPrice = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

/** Which of our calls Zoho's list prices, and how. */
export function readPrices(paths: readonly ListedPath[]): PriceReading {
	const found = paths.flatMap((listed) =>
		entriesAt(listed.method, listed.path).map((place) => ({ ...place, listed })),
	);
	const reading: PriceReading = { rules: {}, unclear: [] };
	for (const same of Object.values(groupBy(found, ({ entry }) => entry.call))) {
		const { entry } = same[0];
		const common = commonOf(same);
		addRule(reading, entry.call, entry, common.listed);
		for (const { module, listed } of same) {
			const differs = listed.min !== common.listed.min || listed.max !== common.listed.max;
			if (differs && module !== null && !module.startsWith('{'))
				addRule(reading, `${entry.call}/${module}`, entry, listed);
		}
	}
	return reading;
}

/** What holds for modules that are not listed by name: the template's price, else the most frequent one. */
function commonOf<T extends { module: string | null; listed: ListedPath }>(same: T[]): T {
	const template = same.find(({ module }) => module?.startsWith('{'));
	const groups = Object.values(groupBy(same, ({ listed }) => `${listed.min}-${listed.max}`));
	return template ?? (maxBy(groups, 'length') ?? same)[0];
}

function addRule(
	{ rules, unclear }: PriceReading,
	key: string,
	entry: PricedPath,
	{ min, max }: ListedPath,
): void {
	const rule = ruleFrom(entry, min, max);
	if (rule) rules[key] = rule;
	else unclear.push({ call: entry.call, min, max });
}

/**
 * Zoho's list gives the cheapest and the dearest price of a path, not what makes the difference; that is taken from
 * our own rule of the call where it explains both numbers.
 */
function ruleFrom(
	{ call, take, most = 1 }: PricedPath,
	min: number,
	max: number,
): Rule | undefined {
	if (take) return { kind: 'flat', credits: take === 'min' ? min : max };
	if (min === max) return { kind: 'flat', credits: min };
	const { rule }: { rule: Rule } = PRICE_LIST[call];
	if (rule.kind === 'flat') return undefined;
	if (rule.kind === 'per') return min === 1 ? perRule(rule.size, most, max) : undefined;
	const [first, last] = [rule.steps[0], rule.steps[rule.steps.length - 1]];
	if (first[1] === min && last[1] === max) return rule;
	if (rule.steps.length > 2) return undefined;
	return {
		kind: 'steps',
		steps: [
			[first[0], min],
			[last[0], max],
		],
	};
}

/** Several sizes give the same dearest price; ours when it does, else the roundest. */
function perRule(size: number, most: number, max: number): Rule | undefined {
	const fits = (one: number) => Math.ceil(most / one) === max;
	if (fits(size)) return { kind: 'per', size };
	for (const step of [100, 50, 10, 5, 1]) {
		const least = Math.ceil(Math.ceil(most / max) / step) * step;
		if (fits(least)) return { kind: 'per', size: least };
	}
	return undefined;
}
