import type { Counted } from './sharedState';
import { bucketOf, insideWindow, LONGEST_WINDOW_MS } from './rollingWindow';

interface Bucket {
	first: number;
	total: number;
	byField: Map<string, number>;
}

export interface MemoryCounters {
	count(counter: string, field: string, amount: number): void;
	total(counter: string, windowMs: number): number;
	counted(counter: string, windowMs: number): Counted;
}

/** Counters by five-minute bucket. Never evicted to save memory: a forgotten credit would be a lie. */
export function memoryCounters(now: () => number): MemoryCounters {
	const counters = new Map<string, Map<number, Bucket>>();

	const forgetOld = () => {
		for (const [counter, buckets] of counters) {
			for (const start of buckets.keys()) {
				if (!insideWindow(start, now(), LONGEST_WINDOW_MS)) buckets.delete(start);
			}
			if (buckets.size === 0) counters.delete(counter);
		}
	};
	const newBucket = (counter: string): Bucket => {
		forgetOld();
		const bucket = { first: now(), total: 0, byField: new Map() };
		const buckets = counters.get(counter) ?? new Map<number, Bucket>();
		counters.set(counter, buckets.set(bucketOf(now()), bucket));
		return bucket;
	};
	const within = (counter: string, windowMs: number) =>
		[...(counters.get(counter) ?? [])]
			.filter(([start]) => insideWindow(start, now(), windowMs))
			.map(([, bucket]) => bucket);
	const total = (counter: string, windowMs: number) =>
		within(counter, windowMs).reduce((sum, bucket) => sum + bucket.total, 0);

	return {
		total,
		count(counter, field, amount) {
			if (amount === 0) return;
			const bucket = counters.get(counter)?.get(bucketOf(now())) ?? newBucket(counter);
			bucket.total += amount;
			bucket.byField.set(field, (bucket.byField.get(field) ?? 0) + amount);
		},
		counted(counter, windowMs) {
			const byField = new Map<string, number>();
			let first = Infinity;
			for (const bucket of within(counter, windowMs)) {
				first = Math.min(first, bucket.first);
				for (const [field, amount] of bucket.byField) {
					byField.set(field, (byField.get(field) ?? 0) + amount);
				}
			}
			const since = first === Infinity ? null : Math.max(first, now() - windowMs);
			return { total: total(counter, windowMs), byField: Object.fromEntries(byField), since };
		},
	};
}
