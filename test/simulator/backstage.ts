import { dataCenterOrigin } from './address';
import type { Callbacks } from './callbacks';
import type { Clock } from './clock';
import type { FaultList } from './faultList';
import type { Org } from './org';
import type { Switches } from './switches';

/** What areas need that act on their own, after the call that set them going has been answered. */
export interface Backstage {
	readonly clock: Clock;
	readonly faults: FaultList;
	readonly switches: Switches;
	readonly callbacks: Callbacks;
	/** Where the simulator is reached. */
	readonly origin: string;
}

/** `https://www.zohoapis.eu` as it is here: where an org's API paths begin. */
export function apiOrigin({ origin }: Pick<Backstage, 'origin'>, org: Org): string {
	const base = dataCenterOrigin(origin, org.dataCenter);
	return org.type === 'production' ? base : `${base}/${org.type}`;
}
