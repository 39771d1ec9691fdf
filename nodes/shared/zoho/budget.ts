import minBy from 'lodash/minBy';

import { CREDIT_WINDOW_MS } from '../core/limits';
import type { CallName } from '../core/prices';
import { knownAllowance } from './orgAllowance';
import type { Session } from './session';
import { ledgerField, ledgerOf, spentBy } from './session';
import { remainingOf } from './standing';
import type { ZohoStop } from './stop';
import { passOn } from './stop';
import { intoReserve, overDailyCap, overRunCap, overStopAt } from './wordings';

/** Longer than any call takes; what a killed process set aside comes back after it. */
const RESERVATION_LIFE_MS = 360_000;

/** Credits set aside before a call; `settle` replaces them by what it cost. */
export interface SetAside {
	settle(cost: number): Promise<void>;
}

/**
 * Sets a call's price aside against the run's cap and the credential's daily cap and reserve, so that
 * parallel calls and runs cannot both spend the last credits.
 * @throws ZohoStop `budget` when it does not fit; nothing was sent
 */
export async function setAside(
	session: Session,
	call: CallName,
	module: string | undefined,
	price: number,
): Promise<SetAside> {
	if (session.runCap !== null) {
		const committed = spentBy(session) + session.inFlight;
		if (committed + price > session.runCap) throw overRunCap(session.runCap, price, committed);
	}
	session.inFlight += price;
	try {
		const reservation = await reserveToday(session, price);
		return {
			settle: async (cost) => await settle(session, call, module, price, cost, reservation),
		};
	} catch (error) {
		session.inFlight -= price;
		throw passOn(error);
	}
}

/** What our ledger may come to in 24 hours, and why. */
export interface LedgerLimit {
	by: 'dailyCap' | 'reserve' | 'stopAt';
	value: number;
}

/** Every limit that the credential sets to our ledger: the daily cap, and what the allowance leaves after reserve and stop. */
export async function ledgerLimits(session: Session): Promise<LedgerLimit[]> {
	const { dailyCap, reserve, stopAt } = session.credential;
	const limits: LedgerLimit[] = [];
	if (dailyCap !== null) limits.push({ by: 'dailyCap', value: dailyCap });
	if (reserve === null && stopAt === null) return limits;
	const allowance = await knownAllowance(session);
	if (!allowance) return limits;
	const { value } = allowance;
	if (reserve !== null) limits.push({ by: 'reserve', value: Math.max(0, value - reserve) });
	if (stopAt !== null) limits.push({ by: 'stopAt', value: Math.floor((value * stopAt) / 100) });
	return limits;
}

async function reserveToday(session: Session, price: number): Promise<string | null> {
	// Read before waiting: calls that set aside after this one have to take it into account, not it them.
	const underWay = session.inFlight;
	const limits = await ledgerLimits(session);
	await heedHeader(session, price, underWay);
	const tightest = minBy(limits, 'value');
	if (!tightest || price === 0) return null;
	const reservation = await session.state.reserve(
		ledgerOf(session),
		price,
		tightest.value,
		CREDIT_WINDOW_MS,
		RESERVATION_LIFE_MS,
	);
	if (!reservation.granted) throw await overLimit(session, tightest, price, reservation.available);
	return reservation.id;
}

async function overLimit(
	session: Session,
	{ by, value }: LedgerLimit,
	price: number,
	available: number,
): Promise<ZohoStop> {
	const { stopAt } = session.credential;
	const allowance = await knownAllowance(session);
	return by === 'stopAt' && stopAt !== null && allowance
		? overStopAt(stopAt, price, value - available, allowance.value, 'ledger')
		: overDailyCap(value, price, available);
}

/** Older news does not stop a run: credits come back, and only a call can tell. */
const NEWS_LIFE_MS = 10 * 60 * 1000;

/** Zoho's own number, less what this run has under way, must not fall below the reserve, nor below what 'Stop At' leaves. */
async function heedHeader(session: Session, price: number, underWay: number): Promise<void> {
	const { reserve, stopAt } = session.credential;
	if (reserve === null && stopAt === null) return;
	const remaining = await remainingOf(session);
	if (!remaining || session.pace.now() - remaining.at > NEWS_LIFE_MS) return;
	const left = remaining.value - underWay;
	if (reserve !== null && left < reserve) throw intoReserve(reserve, price, remaining.value);
	const allowance = stopAt === null ? null : await knownAllowance(session);
	if (stopAt === null || !allowance) return;
	if (left < allowance.value - Math.floor((allowance.value * stopAt) / 100))
		throw overStopAt(stopAt, price, allowance.value - remaining.value, allowance.value, 'header');
}

/** Whether we alone have spent the whole allowance, as far as it is known. */
export async function ledgerIsFull(session: Session): Promise<boolean> {
	const allowance = await knownAllowance(session);
	if (!allowance) return false;
	const { total } = await session.state.counted(ledgerOf(session), CREDIT_WINDOW_MS);
	return total >= allowance.value;
}

async function settle(
	session: Session,
	call: CallName,
	module: string | undefined,
	price: number,
	cost: number,
	reservation: string | null,
): Promise<void> {
	session.inFlight -= price;
	const field = ledgerField(session, call, module);
	if (reservation !== null) await session.state.settle(ledgerOf(session), reservation, field, cost);
	else if (cost > 0) await session.state.count(ledgerOf(session), field, cost);
}
