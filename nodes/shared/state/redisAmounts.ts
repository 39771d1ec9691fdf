import { randomUUID } from 'crypto';
import type { RedisKey, RunScript } from './redis';
import { lifeOf } from './redisValues';
import { checkAmount, checkWindow } from './rollingWindow';
import type { Counted, SharedState } from './sharedState';

type Counts = Pick<SharedState, 'count' | 'counted' | 'reserve' | 'settle'>;
type Leases = Pick<SharedState, 'lease' | 'release'>;

export function redisAmounts(run: RunScript, key: RedisKey): Counts & Leases {
	return { ...counts(run, key), ...leases(run, key) };
}

function counts(run: RunScript, key: RedisKey): Counts {
	const keysOf = (counter: string) => ({
		totals: key('totals', counter),
		fields: key('fields', counter),
		reserved: key('reserved', counter),
	});

	return {
		async count(counter, field, amount) {
			checkAmount(amount);
			const { totals, fields } = keysOf(counter);
			await run('countAmount', [totals, fields], field, amount);
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
			const answer = await run('reserveAmount', [totals, reserved], ...args);
			const [granted, available] = answer as [0 | 1, string?];
			return granted ? { granted: true, id } : { granted: false, available: Number(available) };
		},
		async settle(counter, reservation, field, amount) {
			checkAmount(amount);
			const { totals, fields, reserved } = keysOf(counter);
			await run('settleAmount', [totals, fields, reserved], reservation, field, amount);
		},
	};
}

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
			return (await run('takeLease', [key('leases', name)], ...args)) === 1 ? id : undefined;
		},
		async release(name, lease) {
			await run('dropLease', [key('leases', name)], lease);
		},
	};
}
