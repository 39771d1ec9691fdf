import type { CallbackFault } from './faults';

/** One call that Zoho made, or under `drop` did not make, and what came of it. */
export interface CallbackEntry {
	/** 1, 2, 3 …; ask for what came after the last one seen. */
	sequence: number;
	/** Milliseconds of the simulator's clock. */
	at: number;
	name: string;
	url: string;
	body: unknown;
	/** The fault it met. */
	effect?: CallbackFault['effect'];
	/** The receiver's HTTP status; absent without an answer. */
	status?: number;
	/** Why there was none. */
	error?: string;
}

const ENTRIES_LIMIT = 20_000;

/** Every callback, oldest first. */
export class CallbackLog {
	private list: CallbackEntry[] = [];
	private sequence = 0;

	add(entry: Omit<CallbackEntry, 'sequence'>): CallbackEntry {
		this.sequence += 1;
		const kept = { sequence: this.sequence, ...entry };
		this.list.push(kept);
		if (this.list.length > ENTRIES_LIMIT) this.list.shift();
		return kept;
	}

	since(after = 0): CallbackEntry[] {
		return this.list.filter(({ sequence }) => sequence > after);
	}

	clear() {
		this.list = [];
	}
}
