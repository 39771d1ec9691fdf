import type { authorizationKind } from './auth';

/** One request as it came and as it was answered. No token, no secret. */
export interface LogEntry {
	/** 1, 2, 3 …; ask for what came after the last one seen. */
	sequence: number;
	at: number;
	method: string;
	path: string;
	query: Record<string, string>;
	/** Route name; `oauth.token` and the like for the accounts server, `unknown` where nothing fits. */
	name: string;
	/** HTTP status sent; 0 when the connection was reset before one. */
	status: number;
	cost: number;
	dataCenter: string | undefined;
	environment: string | undefined;
	authorization: ReturnType<typeof authorizationKind>;
	/** Label of the fault that hit it: `reset.after`, `throttle.credits`. */
	fault: string | undefined;
	/** Text, cut; undefined when there was none or when it was dropped to save memory. */
	requestBody: string | undefined;
	responseBody: string | undefined;
}

const BODY_LIMIT = 100_000;
const ENTRIES_LIMIT = 20_000;
/** Characters of bodies kept in all; beyond it the oldest entries lose theirs. */
const BODIES_LIMIT = 20_000_000;

/** Every request, oldest first. */
export class CallLog {
	private list: LogEntry[] = [];
	private sequence = 0;
	private bodies = 0;
	private firstWithBody = 0;

	add(entry: Omit<LogEntry, 'sequence'>) {
		const requestBody = entry.requestBody?.slice(0, BODY_LIMIT);
		const responseBody = entry.responseBody?.slice(0, BODY_LIMIT);
		this.sequence += 1;
		const kept = { ...entry, sequence: this.sequence, requestBody, responseBody };
		this.list.push(kept);
		this.bodies += sizeOf(kept);
		this.dropOldBodies();
		if (this.list.length > ENTRIES_LIMIT) this.dropOldest();
	}

	/** Entries with a sequence above `after`. */
	since(after = 0): LogEntry[] {
		return this.list.filter((entry) => entry.sequence > after);
	}

	entries(): LogEntry[] {
		return [...this.list];
	}

	clear() {
		this.list = [];
		this.bodies = 0;
		this.firstWithBody = 0;
	}

	private dropOldBodies() {
		for (; this.bodies > BODIES_LIMIT; this.firstWithBody += 1) {
			const oldest = this.list[this.firstWithBody];
			this.bodies -= sizeOf(oldest);
			oldest.requestBody = undefined;
			oldest.responseBody = undefined;
		}
	}

	private dropOldest() {
		this.bodies -= sizeOf(this.list[0]);
		this.list.shift();
		this.firstWithBody = Math.max(this.firstWithBody - 1, 0);
	}
}

function sizeOf(entry: LogEntry): number {
	return (entry.requestBody?.length ?? 0) + (entry.responseBody?.length ?? 0);
}
