import { allowanceRule, creditsPerDay } from './allowance';
import type { Edition } from './limits';
import { CALLS_AT_ONCE } from './limits';

/** Bundles that hold the CRM in an edition: api/v8/api-limits.html names them in one row each. */
export const EDITION_NAMES: Readonly<Record<Edition, string>> = {
	free: 'Free',
	standard: 'Standard or Starter',
	professional: 'Professional',
	enterprise: 'Enterprise or Zoho One',
	ultimate: 'Ultimate or CRM Plus',
};

export const EDITIONS = Object.keys(EDITION_NAMES) as Edition[];

/**
 * Pay-as-you-go credits, US dollars per 1,000 used within 24 hours, in steps:
 * https://help.zoho.com/portal/en/community/topic/increase-your-api-credits-right-from-the-api-dashboard (a dated post:
 * Zoho's own dashboard is the last word). Beyond the last step no price is published.
 */
export const ADD_ON_STEPS = [
	{ credits: 25_000, dollarsPerThousand: 0.14 },
	{ credits: 75_000, dollarsPerThousand: 0.06 },
	{ credits: 150_000, dollarsPerThousand: 0.05 },
	{ credits: 250_000, dollarsPerThousand: 0.025 },
] as const;

/** US dollars for so many add-on credits within 24 hours, to the cent; null beyond the published steps. */
export function addOnPrice(credits: number): number | null {
	let left = Math.max(0, credits);
	let dollars = 0;
	for (const step of ADD_ON_STEPS) {
		const taken = Math.min(left, step.credits);
		dollars += (taken / 1000) * step.dollarsPerThousand;
		left -= taken;
	}
	return left > 0 ? null : Math.round(dollars * 100) / 100;
}

/** How an edition does for a daily need. Credits per 24 hours. */
export interface SizedEdition {
	edition: Edition;
	name: string;
	allowance: number;
	/** The most that any number of licences and add-ons gives; null: no maximum. */
	maximum: number | null;
	callsAtOnce: number;
	covers: boolean;
	/** Per cent of the allowance that the need takes. */
	share: number;
	/** Days over which one day's need would have to be spread: 1 when it is covered. */
	days: number;
	/** Licences with which the need is covered without add-ons; null where no number does. */
	licencesNeeded: number | null;
	/** What is missing and can be bought on top; null where it cannot, or nothing is missing. */
	addOn: { credits: number; dollarsPerDay: number | null } | null;
}

/** @param need credits in 24 hours */
export function sizeEdition(
	edition: Edition,
	licences: number,
	need: number,
	addOnCredits = 0,
): SizedEdition {
	const { base, perUser, maximum } = allowanceRule(edition);
	const allowance = creditsPerDay(edition, licences, addOnCredits);
	const missing = Math.max(0, need - allowance);
	const reachable = maximum === null || need <= maximum;
	const more = need - addOnCredits - base;
	const byLicences =
		perUser === 0 ? (more <= 0 ? 0 : null) : Math.max(0, Math.ceil(more / perUser));
	return {
		edition,
		name: EDITION_NAMES[edition],
		allowance,
		maximum,
		callsAtOnce: CALLS_AT_ONCE[edition],
		covers: missing === 0,
		share: Math.round((need * 1000) / allowance) / 10,
		days: Math.max(1, Math.ceil(need / allowance)),
		licencesNeeded: reachable ? byLicences : null,
		addOn:
			missing > 0 && reachable
				? { credits: missing, dollarsPerDay: addOnPrice(addOnCredits + missing) }
				: null,
	};
}
