import { EDITIONS, SUB_CONCURRENCY } from './editions';
import type { Org } from './org';

/**
 * Unfinished calls at this moment, per org and connected app, and among them the heavy ones.
 * Source: https://www.zoho.com/crm/developer/docs/api/v8/api-limits.html, Kaizen 203.
 */
export class Concurrency {
	private readonly units = new Counter();
	private readonly heavy = new Counter();

	/**
	 * Takes `units` places, and a heavy one when `heavy` names the route; the returned function gives them back.
	 * Undefined, with nothing taken, when either is full.
	 */
	enter(
		org: Org,
		clientId: string,
		call: { units: number; heavy: string | undefined },
	): (() => void) | undefined {
		const app = `${org.id} ${clientId}`;
		const pool = org.switches.subConcurrencyPool === 'shared' ? app : `${app} ${call.heavy}`;
		const heavyUnits = call.heavy === undefined ? 0 : 1;
		const full =
			this.units.of(app) + call.units > EDITIONS[org.edition].concurrency ||
			this.heavy.of(pool) + heavyUnits > SUB_CONCURRENCY;
		if (full) return undefined;
		this.units.add(app, call.units);
		this.heavy.add(pool, heavyUnits);
		return () => {
			this.units.add(app, -call.units);
			this.heavy.add(pool, -heavyUnits);
		};
	}

	inFlight(org: Org, clientId: string): number {
		return this.units.of(`${org.id} ${clientId}`);
	}
}

class Counter {
	private readonly counts = new Map<string, number>();

	of(key: string): number {
		return this.counts.get(key) ?? 0;
	}

	add(key: string, amount: number) {
		this.counts.set(key, this.of(key) + amount);
	}
}
