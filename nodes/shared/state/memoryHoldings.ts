import { randomUUID } from 'crypto';

/** What is held for a while: reservations of credits, leases of places. */
export interface Holdings {
	held(name: string): number;
	/** Returns the id; another store must never take it for one of its own, hence not a counter. */
	hold(name: string, amount: number, ttlMs: number): string;
	free(name: string, id: string): void;
}

export function memoryHoldings(now: () => number): Holdings {
	const byName = new Map<string, Map<string, { amount: number; expires: number }>>();

	const free = (name: string, id: string) => {
		const holdings = byName.get(name);
		holdings?.delete(id);
		if (holdings?.size === 0) byName.delete(name);
	};

	return {
		held(name) {
			let sum = 0;
			for (const [id, holding] of byName.get(name) ?? []) {
				if (holding.expires <= now()) free(name, id);
				else sum += holding.amount;
			}
			return sum;
		},
		hold(name, amount, ttlMs) {
			const id = randomUUID();
			const holdings = byName.get(name) ?? new Map();
			byName.set(name, holdings.set(id, { amount, expires: now() + ttlMs }));
			return id;
		},
		free,
	};
}
