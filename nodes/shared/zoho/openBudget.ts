import type { BudgetLimit } from '../core/allowanceCheck';
import { CREDIT_WINDOW_MS } from '../core/limits';
import { ledgerLimits } from './budget';
import { knownAllowance } from './orgAllowance';
import type { Session } from './session';
import { ledgerOf } from './session';
import { remainingOf } from './standing';

/** What limits the next credits of the organisation, reservations of calls under way included. Costs nothing. */
export async function openBudget(session: Session): Promise<BudgetLimit[]> {
	const allowance = await knownAllowance(session);
	const remaining = await remainingOf(session);
	const limits: BudgetLimit[] = [];
	const byLedger = async (by: BudgetLimit['by'], limit: number) =>
		limits.push({ by, basis: 'ledger', available: await availableWithin(session, limit) });
	if (allowance) await byLedger('allowance', allowance.value);
	for (const { by, value } of await ledgerLimits(session)) await byLedger(by, value);
	if (!remaining) return limits;
	const { reserve, stopAt } = session.credential;
	const byHeader = (by: BudgetLimit['by'], available: number) =>
		limits.push({ by, basis: 'header', available });
	byHeader('remaining', remaining.value);
	if (reserve !== null) byHeader('reserve', remaining.value - reserve);
	if (stopAt !== null && allowance) {
		const kept = allowance.value - Math.floor((allowance.value * stopAt) / 100);
		byHeader('stopAt', remaining.value - kept);
	}
	return limits;
}

/** Asking for more than all is never granted, and tells what is left beside spending and reservations. */
async function availableWithin(session: Session, limit: number): Promise<number> {
	const ledger = ledgerOf(session);
	const asked = await session.state.reserve(ledger, limit + 1, limit, CREDIT_WINDOW_MS, 1);
	return asked.granted ? 0 : asked.available;
}
