import { processState } from '../../nodes/shared/state/memory';

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
	if (tapped) return;
	tapped = true;
	const state = processState();
	const { count, settle } = state;
	const note = (counter: string, field: string, amount: number) => {
		if (!counter.startsWith('ledger:')) return;
		const [call, node] = JSON.parse(field) as string[];
		entries.push({ counter, call, node, amount });
	};
	state.count = async (counter, field, amount) => {
		note(counter, field, amount);
		await count(counter, field, amount);
	};
	state.settle = async (counter, reservation, field, amount) => {
		note(counter, field, amount);
		await settle(counter, reservation, field, amount);
	};
}

/** All that was counted since it was forgotten, oldest first. */
export const ledger = (): readonly LedgerEntry[] => entries;

/** A run is over: what it counted is of no use to the next one. */
export const forgetLedger = (): void => void entries.splice(0);
