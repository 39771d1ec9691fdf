import { CREDIT_WINDOW_MS } from '../core/limits';
import type { CallName } from '../core/prices';
import { allowanceOf } from './credentialData';
import type { Session } from './session';
import { ledgerField, ledgerOf, spentBy } from './session';
import { remainingOf } from './standing';
import { passOn } from './stop';
import { intoReserve, overDailyCap, overRunCap } from './wordings';

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
	const committed = spentBy(session) + session.inFlight;
	if (session.runCap !== null && committed + price > session.runCap) {
		throw overRunCap(session.runCap, price, committed);
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

/** The most that may be spent in 24 hours: the daily cap, and what the allowance leaves after the reserve. */
export function dailyLimit(session: Session): number | null {
	const { dailyCap, reserve } = session.credential;
	const allowance = allowanceOf(session.credential);
	const afterReserve =
		allowance && reserve !== null ? Math.max(0, allowance.value - reserve) : null;
	if (dailyCap === null) return afterReserve;
	return afterReserve === null ? dailyCap : Math.min(dailyCap, afterReserve);
}

async function reserveToday(session: Session, price: number): Promise<string | null> {
	await keepReserve(session, price);
	const limit = dailyLimit(session);
	if (limit === null || price === 0) return null;
	const reservation = await session.state.reserve(
		ledgerOf(session),
		price,
		limit,
		CREDIT_WINDOW_MS,
		RESERVATION_LIFE_MS,
	);
	if (!reservation.granted) throw overDailyCap(limit, price, reservation.available);
	return reservation.id;
}

/** Older news does not stop a run: credits come back, and only a call can tell. */
const NEWS_LIFE_MS = 10 * 60 * 1000;

/** Zoho's own number, less what this run has under way, must not fall below the reserve. */
async function keepReserve(session: Session, price: number): Promise<void> {
	const { reserve } = session.credential;
	if (reserve === null) return;
	// Read before waiting: calls that set aside after this one have to take it into account, not it them.
	const underWay = session.inFlight;
	const remaining = await remainingOf(session);
	if (!remaining || session.pace.now() - remaining.at > NEWS_LIFE_MS) return;
	if (remaining.value - underWay < reserve) throw intoReserve(reserve, price, remaining.value);
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
