import minBy from 'lodash/minBy';

/** Something that limits what may still be spent. */
export interface BudgetLimit {
	by: 'remaining' | 'allowance' | 'dailyCap' | 'reserve' | 'stopAt';
	/** Credits that may still be spent by it; below 0 when it is passed. */
	available: number;
	/** Whose number it rests on. */
	basis: 'header' | 'ledger';
}

export interface BudgetVerdict {
	fits: boolean;
	/** Credits that may still be spent; null when nothing limits them that we know of. */
	available: number | null;
	/** The limit that decides; null when there is none. */
	decidedBy: BudgetLimit['by'] | null;
	why: string;
}

const NAMES: Readonly<Record<BudgetLimit['by'], string>> = {
	remaining: "what Zoho's own number leaves",
	allowance: 'what our ledger leaves of the daily allowance',
	dailyCap: "what 'Daily Cap' leaves",
	reserve: "what 'Reserve' leaves",
	stopAt: "what 'Stop At' leaves",
};

/**
 * Whether so many credits may be spent: the tightest of all limits decides.
 * @param claimed credits that others before it were already promised
 */
export function checkBudget(
	needed: number,
	limits: readonly BudgetLimit[],
	claimed = 0,
): BudgetVerdict {
	const tightest = minBy(limits, 'available');
	if (!tightest) {
		return {
			fits: true,
			available: null,
			decidedBy: null,
			why: 'Nothing limits it that is known: no cap, no allowance, and no number from Zoho (it sends one only from half of the day on).',
		};
	}
	const available = Math.max(0, tightest.available - claimed);
	const fits = needed <= available;
	const before = claimed > 0 ? `, after ${claimed} for the items before it` : '';
	return {
		fits,
		available,
		decidedBy: tightest.by,
		why: `${needed} needed, ${available} are ${NAMES[tightest.by]}${before}.`,
	};
}
