import { ok } from 'node:assert/strict';
import fc from 'fast-check';
import { sumBy } from 'lodash';
import { ledger } from './ledgerTap';

/** What a credential lets the nodes spend, in its own fields. */
export interface Limits {
	dailyCap?: number;
	dailyAllowance?: number;
	reserve?: number;
	stopAt?: number;
	alertThresholds?: string;
}

export const limits: fc.Arbitrary<Limits> = fc.record(
	{
		dailyCap: fc.integer({ min: 1, max: 40 }),
		dailyAllowance: fc.constantFrom(20, 100, 5000),
		reserve: fc.integer({ min: 1, max: 30 }),
		stopAt: fc.constantFrom(10, 50, 100),
		alertThresholds: fc.constantFrom('50', '80, 90, 100'),
	},
	{ requiredKeys: [] },
);

/** The tightest of them; a reserve and a stop need an allowance that is known. */
export function mostCredits({ dailyCap, dailyAllowance, reserve, stopAt }: Limits): number {
	const most = [dailyCap ?? Infinity];
	if (dailyAllowance !== undefined && reserve !== undefined) most.push(dailyAllowance - reserve);
	if (dailyAllowance !== undefined && stopAt !== undefined)
		most.push(Math.floor((dailyAllowance * stopAt) / 100));
	return Math.max(0, Math.min(...most));
}

/** All nodes together spent no more than the credential allows. */
export function checkLimits(set: Limits): void {
	const spent = sumBy(ledger(), 'amount');
	const most = mostCredits(set);
	ok(spent <= most, `${spent} credits were spent, and ${most} are allowed`);
}
