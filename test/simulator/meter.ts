import { CreditWindow } from './creditWindow';
import { allowanceOf } from './editions';
import type { Org } from './org';

/** One API call as Zoho charged it. Calls that cost nothing are entries too. */
export interface MeterEntry {
	at: number;
	cost: number;
	/** Route name (`records.upsert`), or `unknown` where no route fits. */
	name: string;
	/** URL path as called. */
	path: string;
	method: string;
	status: number;
	/** Undefined when no org was found to charge (401). */
	org: Org | undefined;
}

export interface MeterTotals {
	calls: number;
	cost: number;
}

/** Sums over some of the calls. */
export class MeterReading {
	constructor(readonly entries: MeterEntry[]) {}

	total(): number {
		return this.entries.reduce((sum, entry) => sum + entry.cost, 0);
	}

	byName = () => this.group((entry) => entry.name);
	byPath = () => this.group((entry) => `${entry.method} ${entry.path}`);
	byStatus = () => this.group((entry) => String(entry.status));

	private group(keyOf: (entry: MeterEntry) => string): Record<string, MeterTotals> {
		const groups: Record<string, MeterTotals> = {};
		for (const entry of this.entries) {
			const group = (groups[keyOf(entry)] ??= { calls: 0, cost: 0 });
			group.calls += 1;
			group.cost += entry.cost;
		}
		return groups;
	}
}

/** Zoho's ledger of credits: every call of every org, and each org's rolling 24 hours. */
export class Meter extends MeterReading {
	private windows = new Map<Org, CreditWindow>();

	constructor() {
		super([]);
	}

	/** A place in the list of calls, for `since`. */
	mark(): number {
		return this.entries.length;
	}

	/** What was charged after the mark. */
	since(mark: number): MeterReading {
		return new MeterReading(this.entries.slice(mark));
	}

	/** Of one org. */
	of(org: Org): MeterReading {
		return new MeterReading(this.entries.filter((entry) => entry.org === org));
	}

	charge(entry: MeterEntry) {
		this.entries.push(entry);
		if (entry.org) this.window(entry.org).spend(entry.at, entry.cost);
	}

	/** Brings the rolling window to `used`, as if other apps of the org had spent the difference; not among the calls. */
	setUsed(org: Org, used: number, now: number) {
		this.window(org).spend(now, used - this.used(org, now));
	}

	/** Holds `price` until the returned function is called; undefined when the org has not enough credits. */
	admit(org: Org, price: number, now: number): (() => void) | undefined {
		const window = this.window(org);
		const needed = org.switches.budgetCheck === 'used' ? 1 : price;
		if (window.free(now, allowanceOf(org).total) < needed) return undefined;
		window.reserve(price);
		return () => window.release(price);
	}

	used(org: Org, now: number): number {
		return this.window(org).used(now);
	}

	/** The value of `X-API-CREDITS-REMAINING`, undefined below half of the limit without add-ons (api-limits page). */
	remainingHeader(org: Org, now: number): number | undefined {
		const { base, total } = allowanceOf(org);
		const used = this.used(org, now);
		return used * 2 < base ? undefined : Math.max(total - used, 0);
	}

	/** Forgets all calls and gives every org its whole allowance back. */
	reset() {
		this.entries.length = 0;
		this.windows = new Map();
	}

	private window(org: Org): CreditWindow {
		const known = this.windows.get(org);
		if (known) return known;
		const fresh = new CreditWindow();
		this.windows.set(org, fresh);
		return fresh;
	}
}
