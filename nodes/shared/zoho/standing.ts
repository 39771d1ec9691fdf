import { CREDIT_WINDOW_MS } from '../core/limits';
import type { ReportContext, Standing } from '../core/report';
import { allowanceOf } from './credentialData';
import { knownAllowance } from './orgAllowance';
import { asObject } from './readBody';
import type { Session } from './session';
import { ledgerOf } from './session';
import { passOn, ZohoStop } from './stop';

/**
 * What is known of the organisation's credits: Zoho's own header where it was sent, and our ledger beside it. A run
 * that stopped because the shared state is lost still gets its report, with what the run itself knows.
 */
export async function standingOf(session: Session): Promise<Standing> {
	const nothing = { total: 0, since: null };
	const counted = await session.state
		.counted(ledgerOf(session), CREDIT_WINDOW_MS)
		.catch(unlessLost(nothing));
	const remaining = await remainingOf(session).catch(unlessLost(session.remaining ?? undefined));
	return {
		remaining: remaining?.value ?? null,
		remainingAt: remaining ? new Date(remaining.at).toISOString() : null,
		used24h:
			counted.since === null
				? null
				: {
						value: counted.total,
						since: new Date(counted.since).toISOString(),
						scope: session.state.scope,
					},
		allowance: await knownAllowance(session).catch(unlessLost(allowanceOf(session.credential))),
	};
}

/** What a report needs beside the run's own spending. */
export async function reportContextOf(
	session: Session,
): Promise<Omit<ReportContext, 'baseline' | 'automations'>> {
	const { prices, credential } = session;
	return {
		...(await standingOf(session)),
		thresholds: credential.alertThresholds,
		...(prices ? { pricesReadAt: new Date(prices.readAt).toISOString() } : {}),
	};
}

const unlessLost =
	<T>(instead: T) =>
	(error: unknown): T => {
		if (error instanceof ZohoStop && error.reason === 'stateLost') return instead;
		throw passOn(error);
	};

/** The newest X-API-CREDITS-REMAINING that this run or another of the organisation was sent. */
export async function remainingOf(
	session: Session,
): Promise<{ value: number; at: number } | undefined> {
	const kept = readRemaining(await session.state.get(`remaining:${session.org}`));
	const own = session.remaining;
	return own && (!kept || own.at >= kept.at) ? own : kept;
}

function readRemaining(kept: unknown): { value: number; at: number } | undefined {
	const { value, at } = asObject(kept) ?? {};
	return typeof value === 'number' && typeof at === 'number' ? { value, at } : undefined;
}
