import type { Edition, Org } from './org';

interface EditionLimits {
	/** Credits in 24 h without users and add-ons. */
	base: number;
	perUser: number;
	/** Ceiling of base, users and add-ons together. */
	maximum: number;
	/** Simultaneous calls per org and app. */
	concurrency: number;
	/** `license_details.paid_type` of `GET org`. */
	paidType: string;
}

/** Sources: https://www.zoho.com/crm/developer/docs/api/v8/api-limits.html (credits, concurrency), Kaizen 203. */
export const EDITIONS: Record<Edition, EditionLimits> = {
	free: { base: 5_000, perUser: 0, maximum: 5_000, concurrency: 5, paidType: 'free' },
	standard: { base: 50_000, perUser: 250, maximum: 100_000, concurrency: 10, paidType: 'standard' },
	professional: {
		base: 50_000,
		perUser: 500,
		maximum: 3_000_000,
		concurrency: 15,
		paidType: 'professional',
	},
	enterprise: {
		base: 50_000,
		perUser: 1_000,
		maximum: 5_000_000,
		concurrency: 20,
		paidType: 'enterprise',
	},
	ultimate: {
		base: 50_000,
		perUser: 2_000,
		maximum: Infinity,
		concurrency: 25,
		paidType: 'ultimate',
	},
};

/** Heavy calls at one time, in every edition. */
export const SUB_CONCURRENCY = 10;

/** Credits of an org in any 24 hours: without add-ons (the header's 50 % is measured on it), and in all. */
export function allowanceOf(org: Org): { base: number; total: number } {
	const { base, perUser, maximum } = EDITIONS[org.edition];
	const formula = org.allowanceOverride ?? base + org.licences * perUser;
	const ceiling = org.allowanceOverride === undefined ? maximum : Infinity;
	return {
		base: Math.min(formula, ceiling),
		total: Math.min(formula + org.addOnCredits, ceiling),
	};
}
