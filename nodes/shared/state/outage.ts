import type { SharedState } from './sharedState';

/** What a lost store missed while another one served. */
export interface Outage {
	/** Why the store was lost; null while it serves. */
	reason: string | null;
	/** Epoch ms until which it is left alone. */
	until: number;
	owe(counter: string, field: string, amount: number): void;
	oweDrop(prefix: string): void;
	/** Tells the store what it missed; what it rejects stays owed. */
	repay(): Promise<void>;
}

const outages = new WeakMap<SharedState, Outage>();

/** The outage of a store, the same for everyone who uses it. */
export function outageOf(store: SharedState): Outage {
	const outage = outages.get(store) ?? newOutage(store);
	outages.set(store, outage);
	return outage;
}

function newOutage(store: SharedState): Outage {
	// Summed up, so that a long outage takes no more memory than there are counters and fields.
	const amounts = new Map<string, Map<string, number>>();
	const drops = new Set<string>();

	const owe = (counter: string, field: string, amount: number) => {
		const fields = amounts.get(counter) ?? new Map<string, number>();
		amounts.set(counter, fields.set(field, (fields.get(field) ?? 0) + amount));
	};
	// Taken off before it is sent: what is added meanwhile must not be wiped out afterwards.
	const repayAmount = async (counter: string, field: string, amount: number) => {
		amounts.get(counter)?.delete(field);
		await store.count(counter, field, amount).catch((error) => {
			owe(counter, field, amount);
			throw error;
		});
	};

	return {
		reason: null,
		until: 0,
		owe,
		oweDrop: (prefix) => void drops.add(prefix),
		async repay() {
			for (const [counter, fields] of amounts) {
				for (const [field, amount] of [...fields]) await repayAmount(counter, field, amount);
				if (fields.size === 0) amounts.delete(counter);
			}
			for (const prefix of drops) {
				await store.drop(prefix);
				drops.delete(prefix);
			}
		},
	};
}
