import { randomUUID } from 'crypto';
import type { RedisKey, RunScript } from './redis';
import { lifeOf } from './redisValues';
import { checkAmount, checkWindow } from './rollingWindow';
import { StateLost, type Counted, type SharedState } from './sharedState';

type Counts = Pick<SharedState, 'count' | 'counted' | 'reserve' | 'settle'>;
type Leases = Pick<SharedState, 'lease' | 'release'>;

export function redisAmounts(run: RunScript, key: RedisKey): Counts & Leases {
	return { ...counts(run, key), ...leases(run, key) };
}

function counts(run: RunScript, key: RedisKey): Counts {
	const keysOf = (counter: string, entry = '') => ({
		totals: key('totals', counter),
		fields: key('fields', counter),
		reserved: key('reserved', counter),
		told: key(`told:${entry}`, counter),
	});

	return {
		async count(counter, field, amount, entry = randomUUID()) {
			checkAmount(amount);
			const { totals, fields, told } = keysOf(counter, entry);
			await run('countAmount', [totals, fields, told], field, amount);
		},
		async counted(counter, windowMs) {
			checkWindow(windowMs);
			const { totals, fields } = keysOf(counter);
			return countedFrom((await run('readCounts', [totals, fields], windowMs)) as string[]);
		},
		async reserve(counter, amount, limit, windowMs, ttlMs) {
			checkAmount(amount);
			checkWindow(windowMs);
			const { totals, reserved } = keysOf(counter);
			const id = randomUUID();
			const args = [amount, limit, windowMs, lifeOf(ttlMs), id];
			const answer = await run('reserveAmount', [totals, reserved], ...args).catch(mayHold(id));
			const [granted, available] = answer as [0 | 1, string?];
			return granted ? { granted: true, id } : { granted: false, available: Number(available) };
		},
		async settle(counter, reservation, field, amount) {
			checkAmount(amount);
			const { totals, fields, reserved, told } = keysOf(counter, reservation);
			await run('settleAmount', [totals, fields, reserved, told], reservation, field, amount);
		},
	};
}

/** Without an answer nobody knows whether it was given. */
const mayHold =
	(id: string) =>
	async (error: unknown): Promise<never> =>
		await Promise.reject(error instanceof StateLost ? new StateLost(error.reason, id) : error);

function countedFrom([total, since, ...pairs]: string[]): Counted {
	const byField = new Map<string, number>();
	for (let i = 0; i < pairs.length; i += 2) byField.set(pairs[i], Number(pairs[i + 1]));
	return {
		total: Number(total),
		byField: Object.fromEntries(byField),
		since: since === '' ? null : Number(since),
	};
}

function leases(run: RunScript, key: RedisKey): Leases {
	return {
		async lease(name, weight, limit, ttlMs) {
			checkAmount(weight);
			const id = randomUUID();
			const args = [weight, limit, lifeOf(ttlMs), id];
			const answer = await run('takeLease', [key('leases', name)], ...args).catch(mayHold(id));
			return answer === 1 ? id : undefined;
		},
		async release(name, lease) {
			await run('dropLease', [key('leases', name)], lease);
		},
	};
}
