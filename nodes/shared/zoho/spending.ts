import type { Price } from '../core/prices';
import { creditsForRefusal } from '../core/prices';
import { StateLost } from '../state/sharedState';
import type { ZohoCall } from './call';
import type { Session } from './session';
import { passOn, ZohoStop } from './stop';

/** The cost of one HTTP call. */
export type Spent = Price & {
	/** Zoho may not have charged it, as its answer was lost. */
	uncertain: boolean;
};

export function writeDown(session: Session, call: ZohoCall, spent: Spent): void {
	session.spends.push({
		call: call.name,
		cost: spent.credits,
		basis: spent.basis,
		uncertain: spent.uncertain ? spent.credits : 0,
		purpose: call.purpose,
	});
}

/** A call that was turned away at the door because of its token: it happened, and cost nothing. */
export const writeDownRefusal = (session: Session, call: ZohoCall): void =>
	writeDown(session, call, { ...creditsForRefusal(401), uncertain: false });

/**
 * Bookkeeping after a call: Zoho's answer is worth more than its entry, so a lost store does not hide it.
 * The store is missed at the next call, where nothing is at stake yet.
 */
export async function afterwards(bookkeeping: Promise<void>): Promise<void> {
	try {
		await bookkeeping;
	} catch (error) {
		const lost =
			error instanceof StateLost || (error instanceof ZohoStop && error.reason === 'stateLost');
		if (!lost) throw passOn(error);
	}
}
