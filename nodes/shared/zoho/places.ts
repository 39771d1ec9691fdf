import { CALLS_AT_ONCE, HEAVY_CALLS_AT_ONCE } from '../core/limits';
import type { ZohoCall } from './call';
import { backOff, pause } from './pause';
import type { Session } from './session';
import { afterwards } from './spending';

/** Longer than any call may take, so that only the place of a killed process frees itself. */
const PLACE_LIFE_MS = 360_000;

/**
 * Runs a call while it holds its places: units of the edition's concurrency, and one of the ten places for
 * heavy calls. The edition being unknown, the Standard one's number is taken; Zoho's 429 corrects it.
 * @throws ZohoStop `cancelled` while waiting
 */
export async function inPlaces<T>(
	session: Session,
	call: ZohoCall,
	run: () => Promise<T>,
): Promise<T> {
	const most = CALLS_AT_ONCE[session.credential.edition ?? 'standard'];
	return await inPlace(session, `places:${session.caller}`, call.units, most, async () =>
		call.heavy
			? await inPlace(session, `heavy:${session.caller}`, 1, HEAVY_CALLS_AT_ONCE, run)
			: await run(),
	);
}

async function inPlace<T>(
	session: Session,
	name: string,
	weight: number,
	limit: number,
	run: () => Promise<T>,
): Promise<T> {
	let lease = await session.state.lease(name, weight, limit, PLACE_LIFE_MS);
	for (let attempt = 0; lease === undefined; attempt++) {
		await pause(session, backOff(attempt, 20, 500));
		lease = await session.state.lease(name, weight, limit, PLACE_LIFE_MS);
	}
	try {
		return await run();
	} finally {
		await afterwards(session.state.release(name, lease));
	}
}
