import { randomUUID } from 'crypto';
import type { SharedState } from './sharedState';

/** What a lost store missed, whoever used it. */
export interface Outage {
	/** Why the store was lost; null while it serves. */
	reason: string | null;
	/** Epoch ms until which it is left alone. */
	until: number;
	/** Something to be told again as it was told, which must do no harm when the store heard it the first time. */
	owe(again: () => Promise<unknown>): void;
	/** An amount that the store was not told at all. */
	oweAmount(counter: string, field: string, amount: number): void;
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
	// Few: what was under way when the store was lost, and when it was looked for in vain.
	const debts = new Set<() => Promise<unknown>>();
	// Summed up, so that a long outage takes no more memory than there are counters and fields.
	const amounts = new Map<string, Map<string, number>>();
	const drops = new Set<string>();
	let repaying: Promise<void> | undefined;

	const repayAll = async () => {
		for (const [counter, fields] of amounts)
			for (const [field, amount] of fields) {
				const entry = randomUUID();
				debts.add(async () => await store.count(counter, field, amount, entry));
			}
		amounts.clear();
		for (const prefix of drops) {
			await store.drop(prefix);
			drops.delete(prefix);
		}
		for (const debt of debts) {
			await debt();
			debts.delete(debt);
		}
	};

	return {
		reason: null,
		until: 0,
		owe: (again) => void debts.add(again),
		oweAmount: (counter, field, amount) => {
			const fields = amounts.get(counter) ?? new Map<string, number>();
			amounts.set(counter, fields.set(field, (fields.get(field) ?? 0) + amount));
		},
		oweDrop: (prefix) => void drops.add(prefix),
		async repay() {
			if (debts.size + amounts.size + drops.size === 0) return;
			await (repaying ??= repayAll().finally(() => (repaying = undefined)));
		},
	};
}
