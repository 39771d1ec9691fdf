import { deepEqual, equal, ok } from 'node:assert/strict';
import { sumBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import type { CreditsWish } from './creditsAct';
import { checkPairing, pairOf } from './laws';
import type { Told } from './world';

/** What holds of an operation beside the laws of all; `before`: what the ledger held when it began. */
export const CREDITS_CHECKS = {
	checkBudget(told: Told, { rows }: CreditsWish) {
		checkPairing(told);
		equal(told.calls.length, 0);
		const [within, over] = told.outputs;
		for (const item of [...within, ...over]) {
			const { outcome, budget } = item.json as { outcome?: string; budget?: Budget };
			if (outcome === 'notSent') continue;
			for (const { available } of budget!.limits) ok(available >= 0 || !budget!.fits);
			equal(item.json.rows, rows[pairOf(item)], 'the input item goes on');
		}
		const promised = sumBy(within, ({ json }) => (json.budget as unknown as Budget).needed);
		for (const { json } of within)
			for (const { available } of (json.budget as unknown as Budget).limits)
				ok(promised <= available, `${promised} are promised of ${available}`);
	},
	checkConnection(told: Told, { parameters: { options } }: CreditsWish) {
		const { dryRun } = options as IDataObject;
		if (dryRun) equal(told.calls.length, 0);
		costsOneCreditAtMost(told);
		equal(told.outputs[0].length, 1);
	},
	getPriceList(told: Told, { parameters: { prices, options } }: CreditsWish) {
		const { dryRun } = options as IDataObject;
		if (prices !== 'live' || dryRun) equal(told.calls.length, 0);
		costsOneCreditAtMost(told);
	},
	getUsage(told: Told, { parameters: { splitBy } }: CreditsWish, before: number) {
		equal(told.calls.length, 0);
		const [items] = told.outputs;
		const used =
			splitBy === 'none' ? usedIn(items[0].json) : sumBy(items, ({ json }) => Number(json.used));
		equal(used, before, 'what was used is what the ledger holds');
	},
	plan(told: Told, { rows, parameters: { output } }: CreditsWish) {
		equal(told.calls.length, 0);
		deepEqual([...new Set(told.outputs[0].map(pairOf))], [...rows.keys()], 'a plan for each row');
		if (output !== 'all') return equal(told.outputs[0].length, rows.length);
		for (const at of rows.keys()) {
			const routes = told.outputs[0].filter((item) => pairOf(item) === at).map(({ json }) => json);
			const possible = routes.filter((route) => route.possible === true);
			const [best] = routes.filter((route) => route.cheapest === true);
			for (const { creditsNeeded } of possible)
				ok(best && Number(best.creditsNeeded) <= Number(creditsNeeded), 'the cheapest is crowned');
		}
	},
	sizeEdition(told: Told, { rows }: CreditsWish) {
		equal(told.calls.length, 0);
		deepEqual([...new Set(told.outputs[0].map(pairOf))], [...rows.keys()], 'editions for each row');
	},
} satisfies Record<string, (told: Told, wish: CreditsWish, before: number) => void>;

/** A read whose answer was lost is asked again. */
const costsOneCreditAtMost = ({ meter, report }: Told) =>
	ok(meter <= 1 + (report?.uncertain ?? 0), 'it costs one credit at most');

interface Budget {
	needed: number;
	fits: boolean;
	limits: Array<{ available: number }>;
}

const usedIn = ({ used24h }: IDataObject) => (used24h as { value: number } | null)?.value ?? 0;
