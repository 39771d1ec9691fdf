import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
	/** Milliseconds; 60 s unless given. */
	timeout?: number;
	every?: number;
	/** Called between tries; throws to give up early, for example because a process has died. */
	unless?: () => void;
}

/**
 * Asks `probe` until it gives something other than `undefined` or `false`. A probe that throws counts
 * as "not yet". Throws with `what` and the last reason when time is up.
 */
export async function waitUntil<T>(
	what: string,
	probe: () => Promise<T | undefined | false> | T | undefined | false,
	{ timeout = 60_000, every = 250, unless }: Patience = {},
): Promise<T> {
	const deadline = Date.now() + timeout;
	let reason = '';
	do {
		unless?.();
		try {
			const found = await probe();
			if (found !== undefined && found !== false) return found;
		} catch (error) {
			reason = ` (last: ${String(error)})`;
		}
		await sleep(every);
	} while (Date.now() < deadline);
	throw new Error(`${what}: not within ${timeout / 1000} s${reason}`);
}
