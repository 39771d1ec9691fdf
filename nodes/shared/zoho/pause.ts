import type { Session } from './session';
import { stoppedByUser } from './wordings';

/**
 * Waits, and gives up at once when the person presses Stop.
 * @throws ZohoStop `cancelled`
 */
export async function pause(session: Session, ms: number): Promise<void> {
	if (session.signal?.aborted) throw stoppedByUser();
	await untilStopped(session, session.pace.sleep(ms));
}

/**
 * The result of work that others may share: it goes on when the person presses Stop, this run does not.
 * @throws ZohoStop `cancelled`, or what the work throws
 */
export async function untilStopped<T>(session: Session, work: Promise<T>): Promise<T> {
	const { signal } = session;
	if (!signal) return await work;
	let onAbort = () => {};
	const stopped = new Promise<never>((_, reject) => {
		onAbort = () => reject(stoppedByUser());
		signal.addEventListener('abort', onAbort, { once: true });
	});
	try {
		if (signal.aborted) onAbort();
		return await Promise.race([work, stopped]);
	} finally {
		signal.removeEventListener('abort', onAbort);
	}
}

/** Doubling from `base`, half of it by chance, so that callers that were refused together come back apart. */
export const backOff = (attempt: number, base: number, most: number): number =>
	Math.min(most, base * 2 ** attempt) * (0.5 + Math.random() / 2);
