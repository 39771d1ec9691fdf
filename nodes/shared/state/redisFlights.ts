import { randomUUID } from 'crypto';
import type { Landing } from './flights';
import type { RunScript } from './redis';
import { pause } from './waiting';

/** The life of a flight's lock. It is renewed while its process lives, so this only bounds a killed one. */
export const LOCK_MS = 10_000;
const FIRST_LOOK_MS = 25;
const SLOWEST_LOOK_MS = 400;

interface FlightKeys {
	value: string;
	lock: string;
}

/**
 * One flight per key among all processes: the kept JSON, or the result of `make` run under a lock, or,
 * while another process flies, a wait for what that brings. When that one fails or dies, the next takes over.
 */
export async function redisFlight(
	run: RunScript,
	keys: FlightKeys,
	ttlMs: number,
	make: () => Promise<string>,
	lockMs: number,
): Promise<Landing> {
	const token = randomUUID();
	for (let look = FIRST_LOOK_MS; ; look = Math.min(look * 1.5, SLOWEST_LOOK_MS)) {
		const claim = await run('claimFlight', [keys.value, keys.lock], lockMs, token);
		const [answer, json] = claim as ['value' | 'make' | 'wait', string?];
		if (answer === 'value') return { json: json as string, hit: true };
		if (answer === 'make') return await makeAndKeep(run, keys, ttlMs, make, { token, lockMs });
		await pause(look);
	}
}

async function makeAndKeep(
	run: RunScript,
	keys: FlightKeys,
	ttlMs: number,
	make: () => Promise<string>,
	lock: { token: string; lockMs: number },
): Promise<Landing> {
	const hold = (lifeMs: number) => run('holdFlight', [keys.lock], lifeMs, lock.token);
	const stopRenewing = renew(() => hold(lock.lockMs), lock.lockMs / 3);
	let json: string | undefined;
	try {
		json = await make();
		// What was made may have been paid for: it is returned even when Redis is lost by now.
		await run('landFlight', [keys.value, keys.lock], ttlMs, json, lock.token).catch(
			() => undefined,
		);
		return { json, hit: false };
	} finally {
		stopRenewing();
		if (json === undefined) await hold(0).catch(() => undefined);
	}
}

/** Calls `again` every so often until the returned function is called; a missed renewal is made up next time. */
function renew(again: () => Promise<unknown>, everyMs: number): () => void {
	let stopped = false;
	const renewing = async () => {
		while (!stopped) {
			await pause(everyMs);
			if (!stopped) await again().catch(() => undefined);
		}
	};
	void renewing();
	return () => {
		stopped = true;
	};
}
