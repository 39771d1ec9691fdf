import { CREDIT_WINDOW_MS } from '../core/limits';
import type { Standing } from '../core/report';
import { allowanceOf } from './credentialData';
import { asObject } from './readBody';
import type { Session } from './session';
import { ledgerOf } from './session';

/** What is known of the organisation's credits: Zoho's own header where it was sent, and our ledger beside it. */
export async function standingOf(session: Session): Promise<Standing> {
	const counted = await session.state.counted(ledgerOf(session), CREDIT_WINDOW_MS);
	const remaining = await remainingOf(session);
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
		allowance: allowanceOf(session.credential),
	};
}

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
