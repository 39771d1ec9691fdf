import type { Session } from './session';
import { stoppedByUser } from './wordings';

/**
 * Waits, and gives up at once when the person presses Stop.
 * @throws ZohoStop `cancelled`
 */
export async function pause(session: Session, ms: number): Promise<void> {
	const { signal } = session;
	if (signal?.aborted) throw stoppedByUser();
	let onAbort: (() => void) | undefined;
	const stopped = new Promise<never>((_, reject) => {
		onAbort = () => reject(stoppedByUser());
		signal?.addEventListener('abort', onAbort, { once: true });
	});
	try {
		await Promise.race([session.pace.sleep(ms), stopped]);
	} finally {
		if (onAbort) signal?.removeEventListener('abort', onAbort);
	}
}

/** Doubling from `base`, half of it by chance, so that callers that were refused together come back apart. */
export const backOff = (attempt: number, base: number, most: number): number =>
	Math.min(most, base * 2 ** attempt) * (0.5 + Math.random() / 2);
