import { processState } from '../../nodes/shared/state/memory';
import type { SharedState } from '../../nodes/shared/state/sharedState';

/** What a ledger was told, by its field: call, node, module, workflow. */
export interface LedgerEntry {
	counter: string;
	call: string;
	node: string;
	amount: number;
}

const entries: LedgerEntry[] = [];
let tapped = false;

/** Listens to the store of this process from now on: its own windows forget what is older than a day. */
export function tapLedger(): void {
	if (!tapped) listenTo(processState(), entries);
	tapped = true;
}

/** Writes down what a store is told of a ledger, once if it is told again. */
export function listenTo(state: SharedState, told: LedgerEntry[]): void {
	const { count, settle } = state;
	const heard = new Set<string>();
	const note = (counter: string, field: string, amount: number, entry?: string) => {
		if (!counter.startsWith('ledger:') || (entry !== undefined && heard.has(entry))) return;
		if (entry !== undefined) heard.add(entry);
		if (amount === 0) return;
		const [call, node] = JSON.parse(field) as string[];
		told.push({ counter, call, node, amount });
	};
	state.count = async (counter, field, amount, entry) => {
		await count(counter, field, amount, entry);
		note(counter, field, amount, entry);
	};
	state.settle = async (counter, reservation, field, amount) => {
		await settle(counter, reservation, field, amount);
		note(counter, field, amount, reservation);
	};
}

/** All that was counted since it was forgotten, oldest first. */
export const ledger = (): readonly LedgerEntry[] => entries;

/** A run is over: what it counted is of no use to the next one. */
export const forgetLedger = (): void => void entries.splice(0);
