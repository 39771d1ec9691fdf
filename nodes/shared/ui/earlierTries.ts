import type { IExecuteFunctions } from 'n8n-workflow';

import type { Session } from '../zoho/session';
import { passOn, ZohoStop } from '../zoho/stop';
import { openRunMemory } from './runMemory';

/**
 * Runs work that has no rows to settle, for a node that n8n may try again by itself: what a failed try spent is counted by
 * the next one, as nobody sees its error, and what stopped it for good stops the next one for nothing.
 * @param work what tells this work from other work with the same items
 * @throws what `run` throws
 */
export async function withEarlierTries<T>(
	ctx: IExecuteFunctions,
	session: Session,
	work: readonly unknown[],
	run: () => Promise<T>,
): Promise<T> {
	const memory = openRunMemory(ctx, work);
	session.spends.push(...memory.spends);
	if (memory.stop) throw memory.stop;
	try {
		const result = await run();
		memory.forget();
		return result;
	} catch (error) {
		const stop = error instanceof ZohoStop ? error : null;
		memory.keep({ outcomes: new Map(), costs: new Map(), stop }, session.spends);
		throw passOn(error);
	}
}
