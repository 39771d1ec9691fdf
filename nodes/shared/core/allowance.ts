import type { Edition } from './limits';

export interface AllowanceRule {
	base: number;
	perUser: number;
	/** Null: none. */
	maximum: number | null;
}

/**
 * Credits per 24 hours: base + users × perUser + add-on, at most `maximum` (null: no maximum).
 * https://www.zoho.com/crm/developer/docs/api/v8/api-limits.html. Older pages and the worked examples
 * of that page still show bases of 5,000 to 15,000; they are out of date.
 */
const ALLOWANCES: Record<Edition, AllowanceRule> = {
	free: { base: 5_000, perUser: 0, maximum: 5_000 },
	standard: { base: 50_000, perUser: 250, maximum: 100_000 },
	professional: { base: 50_000, perUser: 500, maximum: 3_000_000 },
	enterprise: { base: 50_000, perUser: 1_000, maximum: 5_000_000 },
	ultimate: { base: 50_000, perUser: 2_000, maximum: null },
};

/** Credits an organisation may spend in 24 hours. `licences` are the user licences bought, not the users active. */
export function creditsPerDay(edition: Edition, licences: number, addOnCredits = 0): number {
	const { base, perUser, maximum } = ALLOWANCES[edition];
	const sum = base + perUser * licences + addOnCredits;
	return maximum === null ? sum : Math.min(sum, maximum);
}

/** What makes the allowance of an edition. */
export const allowanceRule = (edition: Edition): AllowanceRule => ALLOWANCES[edition];
