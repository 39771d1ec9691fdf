import { untilStopped } from './pause';
import type { Session } from './session';
import type { StopReason } from './stop';
import { ZohoStop } from './stop';

/** Stops that belong to one run or one login: another run's is no answer for those who waited with it. */
const PERSONAL = new Set<StopReason>([
	'cancelled',
	'budget',
	'login',
	'scope',
	'dataCenter',
	'tokenThrottled',
	'environment',
]);

/**
 * What the shared state keeps under a key, or the result of `read`, which one of all who ask at the same time does.
 * When that one was stopped for reasons of its own, the next tries for itself.
 * @throws ZohoStop `cancelled` at once when the person presses Stop; what `read` throws
 */
export async function sharedRead<T>(
	session: Session,
	key: string,
	lifeMs: number,
	read: () => Promise<T>,
): Promise<{ value: T; hit: boolean }> {
	for (;;) {
		let mine = false;
		const reading = session.state.once(key, lifeMs, async () => {
			mine = true;
			return await read();
		});
		try {
			return await untilStopped(session, reading);
		} catch (error) {
			const stopped = mine || session.signal?.aborted === true;
			if (stopped || !(error instanceof ZohoStop && PERSONAL.has(error.reason)))
				return await Promise.reject(error);
		}
	}
}
